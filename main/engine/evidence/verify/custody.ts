import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { bodyHash, checkChain, genesisHash, type ChainCheck } from '../custody-check.ts';
import { namespaces } from '../sshsig.ts';
import { readCheckpoint, type Checkpoint } from './checkpoint.ts';
import { judge, notChecked, type Fault, type Outcome } from './outcome.ts';
import { LinesFault, readLines, readSmall } from './read-file.ts';
import { checkSignatureFile, type CheckedSignature, type TrustQuestion } from './signatures.ts';
import type { Statement } from './statement.ts';

export interface CustodyQuestion {
  readonly bundle: string;
  readonly statement: Statement | null;
  readonly signatures: readonly CheckedSignature[];
  readonly trust: TrustQuestion;
  /** A checkpoint of the same case that was kept outside: a file, or an earlier bundle. */
  readonly anchor: string | null;
}

const log = 'data/custody/custody.ndjson';
const bodies = 'data/custody/bodies.ndjson';
const point = 'data/custody/checkpoint.txt';
const longestLine = 64 * 1024 * 1024;

/** The log in the bundle is one chain, as long as the statement and the signed checkpoint say; and it leads through the anchor. */
export async function checkCustody(question: CustodyQuestion): Promise<readonly [custody: Outcome, anchors: Outcome]> {
  const { statement, bundle } = question;
  if (!statement) {
    return [
      judge('custody', [{ words: 'the statement that it is compared with cannot be read', files: ['keyholder/statement.json'] }], ''),
      notChecked('anchors', 'the statement cannot be read'),
    ];
  }
  const anchor = question.anchor === null ? null : await readAnchor(question.anchor);
  const chain = checkChain(statement.caseId, anchor ? [anchor.entries] : []);
  const faults = [...(await linesFaults(bundle, chain)), ...statementFaults(statement, chain), ...(await checkpointFaults(question, chain))];
  const { entries, head } = chain.state();
  const custody = judge('custody', faults, `${entries} entries in one chain, from the first to ${head.slice(0, 12)}…`);
  return [
    custody,
    question.anchor === null
      ? notChecked('anchors', 'no earlier checkpoint or bundle was given to compare with: a log written anew by the holder of the key would not show')
      : judgeAnchor(anchor, chain, statement),
  ];
}

async function linesFaults(bundle: string, chain: ChainCheck): Promise<Fault[]> {
  const faults: Fault[] = [];
  const hashes: (string | null)[] = [];
  try {
    for await (const line of readLines(join(bundle, log), longestLine)) hashes.push(chain.take(line)?.body_sha256 ?? null);
  } catch (error) {
    faults.push({ words: `${log}: ${reasonOf(error)}`, files: [log] });
  }
  const { firstBroken, remarks } = chain.state();
  if (firstBroken !== null)
    faults.push({ words: remarks.find((remark) => remark.startsWith(`entry ${firstBroken}:`)) ?? `entry ${firstBroken} does not fit`, files: [log] });
  let seq = 0;
  try {
    for await (const line of readLines(join(bundle, bodies), longestLine)) {
      seq += 1;
      const match = /^\{"seq":([0-9]+),"salt":"([0-9a-f]{32})","body":(.*)\}$/s.exec(line);
      const fits = match !== null && Number(match[1]) === seq && bodyHash(Buffer.from(match[2] ?? '', 'hex'), match[3] ?? '') === hashes[seq - 1];
      if (!fits && faults.length < 20) faults.push({ words: `the body of entry ${seq} is not the one that was recorded`, files: [bodies] });
    }
  } catch (error) {
    faults.push({ words: `${bodies}: ${reasonOf(error)}`, files: [bodies] });
  }
  if (seq !== hashes.length) faults.push({ words: `there are ${hashes.length} entries and ${seq} bodies`, files: [log, bodies] });
  return faults;
}

function statementFaults(statement: Statement, chain: ChainCheck): Fault[] {
  const { entries, head } = chain.state();
  const { custody, caseId } = statement;
  if (custody.genesis !== genesisHash(caseId)) return [{ words: 'the statement begins the log elsewhere', files: ['keyholder/statement.json'] }];
  if (custody.entries === entries && custody.head === head) return [];
  return [
    {
      words: `the statement says ${custody.entries} entries up to ${custody.head.slice(0, 12)}…; the log has ${entries} up to ${head.slice(0, 12)}…`,
      files: [log, 'keyholder/statement.json'],
    },
  ];
}

async function checkpointFaults({ bundle, statement, signatures, trust }: CustodyQuestion, chain: ChainCheck): Promise<Fault[]> {
  const bytes = await readSmall(join(bundle, point), 4096);
  const read = bytes ? readCheckpoint(bytes) : null;
  if (!bytes || !read) return [{ words: 'the checkpoint is missing or cannot be read', files: [point] }];
  const { entries, head } = chain.state();
  const faults: Fault[] = [];
  if (read.caseId !== statement?.caseId) faults.push({ words: 'the checkpoint is of another case', files: [point] });
  if (read.entries !== entries || read.head !== head)
    faults.push({
      words: `the checkpoint says ${read.entries} entries up to ${read.head.slice(0, 12)}…; the log has ${entries} up to ${head.slice(0, 12)}…`,
      files: [log, point],
    });
  const signature = await checkSignatureFile(bundle, `${point}.sshsig`, namespaces.checkpoint, bytes, trust);
  const signer = signatures.some((one) => one.fault === null && one.fingerprint === signature.fingerprint);
  if (signature.fault !== null) faults.push({ words: `${point}.sshsig: ${signature.fault}`, files: [point, `${point}.sshsig`] });
  else if (!signature.trusted && !signer)
    faults.push({
      words: `the checkpoint is signed by a key that signed nothing else here and that nobody vouches for (${signature.fingerprint})`,
      files: [`${point}.sshsig`],
    });
  return faults;
}

function judgeAnchor(anchor: Checkpoint | null, chain: ChainCheck, statement: Statement): Outcome {
  if (!anchor) return judge('anchors', [{ words: 'the anchor that was given is neither a checkpoint nor a bundle', files: [] }], '');
  if (anchor.caseId !== statement.caseId) return judge('anchors', [{ words: 'the anchor is of another case', files: [] }], '');
  const { entries } = chain.state();
  if (anchor.entries > entries)
    return judge('anchors', [{ words: `the anchor knows ${anchor.entries} entries and the log has only ${entries}: the case was set back`, files: [log] }], '');
  const same = anchor.entries === 0 ? anchor.head === genesisHash(statement.caseId) : chain.hashAt(anchor.entries) === anchor.head;
  if (!same) return judge('anchors', [{ words: `entry ${anchor.entries} is not the one that the anchor knows: the log was written anew`, files: [log] }], '');
  return judge('anchors', [], `the log leads through the anchor: entry ${anchor.entries}, ${anchor.said}`);
}

async function readAnchor(path: string): Promise<Checkpoint | null> {
  const folder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const bytes = await readSmall(folder ? join(path, point) : path, 4096);
  return bytes ? readCheckpoint(bytes) : null;
}

function reasonOf(error: unknown): string {
  if (error instanceof LinesFault) return error.message;
  return `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
}
