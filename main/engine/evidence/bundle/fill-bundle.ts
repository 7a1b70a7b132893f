import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../../../shared/problems.ts';
import type { Progress } from '../../../../shared/rpc/wire.ts';
import type { Micros } from '../../../../shared/time.ts';
import type { Surroundings } from '../../context.ts';
import { certificationHtml } from '../../report/certification.ts';
import { reportHtml } from '../../report/html.ts';
import type { CaseHandle } from '../../store/case-handle.ts';
import { exportOriginals } from '../../store/export-originals.ts';
import { chainsOf, printedEvents, skippedByReason } from '../../store/export-report.ts';
import { coverage } from '../../store/coverage.ts';
import { lastProviderCheck } from '../../store/provider-integrity.ts';
import { exportAssessments } from '../../store/export-words.ts';
import type { SigningKey } from '../keys.ts';
import { safeName } from '../safe-name.ts';
import { namespaces, signMessage } from '../sshsig.ts';
import { createBag, manifestText, type Bag } from './bag.ts';
import { printedChecks } from './commands.ts';
import { summariseCustody, writeCustody, type ChainSummary } from './custody-files.ts';
import type { NextBundle } from './name.ts';
import { writeOriginals } from './originals.ts';
import type { BundleParts } from './parts.ts';
import { readVerifyText } from './read-verify.ts';
import { writeRecords } from './records.ts';
import { statementText } from './statement.ts';
import { bagInfoText, bagitText } from './tag-files.ts';

export interface Filling {
  readonly around: Surroundings;
  readonly key: SigningKey;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /** The case, held still. */
  readonly moment: CaseHandle;
  readonly building: string;
  readonly next: NextBundle;
  readonly at: Micros;
  readonly parts: BundleParts;
}

/** Writes every file of a bundle into an empty folder and signs it. */
export async function fillBundle(filling: Filling): Promise<{ readonly chain: ChainSummary; readonly digest: string }> {
  const { moment, parts, key, at } = filling;
  const db = moment.read;
  const chain = summariseCustody(db, moment.caseId);
  if (chain.firstBroken !== null)
    fail('custody_broken', `The custody log of this case does not hold from entry ${chain.firstBroken} on: nothing is exported from it.`);
  const originals = exportOriginals(db);
  const bag = createBag(
    filling.building,
    counter(
      filling,
      originals.reduce((sum, original) => sum + original.size, 0),
    ),
  );
  await writeOriginals(bag, moment.folder, originals);
  await writeRecords(bag, db, parts.answers, (name) => filling.progress({ stage: 'Writing records', done: 0, total: null, unit: 'files', detail: name }));
  await bag.write('data/graph/graph.json', [parts.picture.json]);
  await bag.write('data/graph/graph.svg', [parts.picture.svg]);
  await bag.write('data/graph/graph.graphml', [parts.picture.graphml]);
  await writeCustody(bag, db, moment.caseId, chain, key, at);
  const { summary } = parts;
  const about = { name: filling.next.name, number: filling.next.number, at, version: filling.around.version, signer: key.info, custody: chain };
  await bag.write(
    'data/report/report.html',
    reportHtml({
      summary,
      about,
      originals,
      coverage: coverage(db),
      providerCheck: lastProviderCheck(db),
      answers: parts.answers,
      lines: parts.lines,
      picture: parts.picture,
      chains: chainsOf(db),
      lists: parts.lists.map((list) => ({ ...list, events: printedEvents(db, list.ids) })),
      assessments: [...exportAssessments(db)],
      skipped: skippedByReason(db),
      checks: printedChecks,
    }),
  );
  await bag.write('data/report/certification.html', certificationHtml({ summary, about, originals }));
  return { chain, digest: await writeTags(filling, bag, chain) };
}

/** The manifests, the statement, and the signature over the tag manifest; its digest is what reviews and later bundles pin. */
async function writeTags({ around, building, key, next, at, parts, moment }: Filling, payload: Bag, chain: ChainSummary): Promise<string> {
  const { reference, title, examiner, caseClock } = parts.summary;
  const tags = createBag(building, () => undefined);
  const manifest = await tags.write('manifest-sha256.txt', [manifestText(payload.files(), 'sha256')]);
  await tags.write('manifest-sha512.txt', [manifestText(payload.files(), 'sha512')]);
  const common = { caseId: moment.caseId, reference, title, examiner, name: next.name, number: next.number, at, version: around.version };
  await tags.write('bagit.txt', [bagitText]);
  await tags.write('bag-info.txt', [bagInfoText({ ...common, payload: payload.files() })]);
  await tags.write('keyholder/statement.json', [
    statementText({ ...common, manifestSha256: manifest.sha256, caseClock: caseClock as Micros, previous: next.previous, chain, signers: [key.info] }),
  ]);
  await tags.write('keyholder/README-VERIFY.txt', [
    readVerifyText({ name: next.name, reference, signer: key.info.name, role: key.info.role, fingerprint: key.info.fingerprint, version: around.version }),
  ]);
  const signed = Buffer.from(manifestText(tags.files(), 'sha256'));
  await writeFile(join(building, 'tagmanifest-sha256.txt'), signed, { flag: 'wx', flush: true });
  mkdirSync(join(building, 'signatures'));
  const signature = signMessage(key.privateKey, key.publicBlob, namespaces.bundle, signed);
  await writeFile(join(building, 'signatures', `01-${safeName(key.info.name)}.sshsig`), signature, { flag: 'wx', flush: true });
  return createHash('sha256').update(signed).digest('hex');
}

function counter({ signal, progress }: Filling, total: number): (path: string, bytes: number) => void {
  let done = 0;
  return (path, bytes) => {
    signal.throwIfAborted();
    if (!path.startsWith('data/originals/')) return;
    done = Math.min(total, done + bytes);
    progress({ stage: 'Copying originals', done, total, unit: 'bytes', detail: path });
  };
}
