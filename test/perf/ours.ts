/** One import into a new case, as a person would do it: node ours.ts FOLDER PATH */
import { mkdirSync } from 'node:fs';
import { inProcess } from '../../main/engine/api/in-process.ts';
import { surroundings } from '../../main/engine/surroundings.ts';

const [folder, path] = process.argv.slice(2);
if (!folder || !path) throw new Error('ours.ts FOLDER PATH');
mkdirSync(folder, { recursive: true });
const engine = inProcess({ ...surroundings('in_process'), home: folder });
await engine.call('case.create', { parent: folder, name: 'bench', examiner: 'bench', reference: 'bench' });
const report = await engine.call('intake.import', { paths: [path] });
if (report.skipped > 0 || report.records !== report.withEvents) throw new Error(`${report.skipped} records skipped`);
await engine.close();
