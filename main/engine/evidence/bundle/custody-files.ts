/** The custody log in a bundle: its lines, their bodies apart, and a signed checkpoint. */
import { formatIso, type Micros } from '../../../../shared/time.ts';
import { showHidden } from '../../../../shared/visible-text.ts';
import { readCustody, type CustodyRow } from '../../store/custody.ts';
import type { ReadDb } from '../../store/db.ts';
import { checkChain } from '../custody-check.ts';
import type { SigningKey } from '../keys.ts';
import { namespaces, signMessage } from '../sshsig.ts';
import type { Bag } from './bag.ts';

export interface ChainSummary {
  readonly entries: number;
  readonly head: string;
  /** The first entry that does not fit; null while the chain is whole. */
  readonly firstBroken: number | null;
}

/** Follows the chain of a case from its first entry on. */
export function summariseCustody(db: ReadDb, caseId: string): ChainSummary {
  const chain = checkChain(caseId);
  for (const row of readCustody(db)) chain.take(row.line);
  return chain.state();
}

/** Writes the log and a checkpoint of it, signed. */
export async function writeCustody(bag: Bag, db: ReadDb, caseId: string, chain: ChainSummary, key: SigningKey, at: Micros): Promise<void> {
  await bag.write(
    'data/custody/custody.ndjson',
    map(readCustody(db), (row) => `${row.line}\n`),
  );
  await bag.write('data/custody/bodies.ndjson', map(readCustody(db), bodyLine));
  const checkpoint = checkpointText(caseId, chain, at, key.info.name);
  await bag.write('data/custody/checkpoint.txt', [checkpoint]);
  await bag.write('data/custody/checkpoint.txt.sshsig', [signMessage(key.privateKey, key.publicBlob, namespaces.checkpoint, Buffer.from(checkpoint))]);
}

/** Four lines: what log, how many entries, the hash of the last, when and who. */
export function checkpointText(caseId: string, chain: ChainSummary, at: Micros, who: string): string {
  return `keyholder-custody-v1 ${caseId}\n${chain.entries}\n${chain.head}\n${formatIso(at)} ${showHidden(who)}\n`;
}

/** The body stands as its bytes are stored, since these bytes are what the line's hash was taken of. */
function bodyLine(row: CustodyRow): string {
  return `{"seq":${row.seq},"salt":"${Buffer.from(row.salt).toString('hex')}","body":${row.body}}\n`;
}

function* map<T>(values: Iterable<T>, change: (value: T) => string): Generator<string> {
  for (const value of values) yield change(value);
}
