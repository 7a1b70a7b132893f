// The whole way on the sample case: import, answers, an assessment, a signed bundle, its verification. `npm run demo`
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcess } from '../main/engine/api/in-process.ts';
import { surroundings } from '../main/engine/surroundings.ts';
import { attemptedOf, successfulOf } from '../shared/rungs.ts';
import type { Answer } from '../shared/rpc/answers.ts';

const folder = fileURLToPath(new URL('../demo', import.meta.url));
rmSync(folder, { recursive: true, force: true });
const { call, close } = inProcess({ ...surroundings('in_process'), home: join(folder, 'home') });
const say = (text = ''): void => console.log(text);

const verdictWords = { yes: 'Yes', no: 'No', cannot_tell: 'Cannot tell' } as const;
function sayAnswer(answer: Answer): void {
  say(`${answer.id}  ${verdictWords[answer.verdict]}  ${answer.title}`);
  say(`    ${answer.sentence}`);
  say(`    successful ${answer.successful}, attempted ${answer.attempted}, unknown ${answer.unknown}`);
}

const started = performance.now();
const summary = await call('case.openSample', { examiner: 'Demo examiner' });
const { counts } = summary;
const factsOnly = (await call('intake.items', {})).reduce((sum, item) => sum + item.withFacts, 0);
say(`${summary.reference}, ${summary.title}`);
say(
  `${counts.records} records in ${counts.items} files: ${counts.events + counts.duplicates} with events (${counts.duplicates} of them known already), ${factsOnly} with facts only, ${counts.skipped} skipped`,
);
say();

const answers = await call('answers.all', {});
answers.forEach(sayAnswer);
say();

const denied = { actions: ['kms:Sign'], rungs: [2 as const] };
const { total, counts: rungs } = await call('events.count', { filter: denied });
const assessed = await call('assess.add', {
  target: { kind: 'filter', filter: denied },
  determination: 'attempted',
  confidence: 'confirmed',
  rationale: 'Each call names errorCode AccessDenied; no KMS Sign of these sessions succeeded.',
  tags: ['signing'],
});
say(
  `Assessed ${assessed.target.events.length} of ${total} KMS Sign calls as ${assessed.determination} (${attemptedOf(rungs)} attempted, ${successfulOf(rungs)} successful by the records).`,
);

const passphrase = 'the demo key protects nothing';
await call('keys.new', { name: 'demo', role: 'examiner', passphrase });
const made = await call('bundle.export', { out: folder, key: 'demo', passphrase });
const verification = await call('bundle.verify', { bundle: made.folder, signers: made.allowedSigners });
for (const check of verification.checks) say(`${check.state.replace('_', ' ').padEnd(12)} ${check.title}: ${check.detail}`);
say(verification.verdict);
say();
say(`case             ${summary.folder}`);
say(`bundle           ${made.folder}`);
say(`allowed_signers  ${made.allowedSigners}`);
say(`report           ${made.report}`);
say(`picture          ${made.picture}`);
say(`${((performance.now() - started) / 1000).toFixed(1)} s`);
await close();
process.exitCode = verification.exitCode;
