/** The custody log as the window shows it: pages of entries in words, and whether the chain holds. */
import type { CustodyEntry } from '../../../shared/rpc/evidence.ts';
import { parseIso } from '../../../shared/time.ts';
import { custodyStanding } from '../store/anchors.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import { custodyHash, pageCustody, readCustody, recordAct, type CustodyLine, type CustodyRow } from '../store/custody.ts';
import type { ReadDb } from '../store/db.ts';
import { stamped, type Stamp } from '../store/stamp.ts';
import { commit } from '../store/transaction.ts';
import { takeTurn } from '../store/write-turn.ts';
import { bodyHash, checkChain } from './custody-check.ts';
import { custodyWords } from './custody-words.ts';

export interface CustodyCheck {
  readonly entries: number;
  readonly head: string;
  readonly whole: boolean;
  readonly firstBroken: number | null;
  readonly remarks: string[];
}

/** A page of the log, newest first. */
export function custodyPage(
  db: ReadDb,
  wanted: { readonly text: string; readonly before?: number | undefined; readonly limit: number },
): { total: number; rows: CustodyEntry[] } {
  const { total, rows } = pageCustody(db, wanted);
  return { total, rows: rows.map(entryOf) };
}

function entryOf(row: CustodyRow): CustodyEntry {
  const { at, actor, action, prev } = JSON.parse(row.line) as CustodyLine;
  return {
    seq: row.seq,
    at: parseIso(at)?.at ?? 0,
    actor,
    action,
    words: custodyWords(action, row.body),
    line: row.line,
    body: row.body,
    hash: custodyHash(row.line),
    prev,
  };
}

/** Follows the whole chain and compares every body with its hash. */
export function checkCustodyLog(db: ReadDb, caseId: string): CustodyCheck {
  const chain = checkChain(caseId);
  const bodies: number[] = [];
  for (const row of readCustody(db)) {
    const line = chain.take(row.line);
    if (line && line.body_sha256 !== bodyHash(row.salt, row.body)) bodies.push(row.seq);
  }
  const { entries, head, firstBroken, remarks } = chain.state();
  const { sinceAnchor, anchorWhat } = custodyStanding(db);
  const rest =
    anchorWhat === null
      ? 'No point of this log is known outside the case yet: if all of it were written anew, nothing would show it.'
      : `${sinceAnchor} of ${entries} entries came after the last outside anchor (${anchorWhat}).`;
  const wrong = bodies.slice(0, 20).map((seq) => `entry ${seq}: its body is not the one that was recorded`);
  const broken = [firstBroken, bodies[0] ?? null].filter((seq) => seq !== null);
  return { entries, head, whole: broken.length === 0, firstBroken: broken.length === 0 ? null : Math.min(...broken), remarks: [...remarks, ...wrong, rest] };
}

/** Writes down that the chain no longer holds, where the case can still be written. */
export async function recordBrokenCustody(handle: CaseHandle, stamp: Stamp, check: CustodyCheck): Promise<void> {
  if (handle.readOnly) return;
  const body = { what: 'custody log', first_broken: check.firstBroken, entries: check.entries };
  await takeTurn(handle.write, () => commit(handle.write, () => recordAct(handle.write, stamped(stamp, 'integrity_failure', body))));
}
