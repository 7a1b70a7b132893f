/** Whether a custody log is the one that was written: every line leads to the one before it, from the first on. */
import { createHash } from 'node:crypto';

/** What one line says. */
export interface ChainLine {
  readonly v: 1;
  readonly case: string;
  readonly seq: number;
  readonly prev: string;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly body_sha256: string;
}

export interface ChainState {
  readonly entries: number;
  /** SHA-256 of the last line; of the genesis text while there is none. */
  readonly head: string;
  /** The first entry that does not fit, counted from 1; null while the chain is whole. */
  readonly firstBroken: number | null;
  readonly remarks: readonly string[];
}

export interface ChainCheck {
  /** The next line, without its newline. Gives back what it says, or null where the chain no longer holds. */
  take(line: string): ChainLine | null;
  /** SHA-256 of the line with this number, for comparing with a checkpoint; kept for the numbers asked for beforehand. */
  hashAt(seq: number): string | null;
  state(): ChainState;
}

/** SHA-256 of what stands before the first line. */
export function genesisHash(caseId: string): string {
  return sha256(`keyholder-custody-v1\n${caseId}\n`);
}

/** Begins a check of the log of one case; `remember` are the entries whose hashes will be asked for. */
export function checkChain(caseId: string, remember: readonly number[] = []): ChainCheck {
  const kept = new Map<number, string>();
  const remarks: string[] = [];
  let [entries, head, firstBroken, before] = [0, genesisHash(caseId), null as number | null, ''];
  return {
    take(text) {
      entries += 1;
      const line = readChainLine(text);
      const fault = faultOf(line, entries, head, caseId);
      head = sha256(text);
      if (remember.includes(entries)) kept.set(entries, head);
      if (fault !== null || line === null) {
        firstBroken ??= entries;
        if (remarks.length < 20) remarks.push(`entry ${entries}: ${fault}`);
        return null;
      }
      if (line.at < before && remarks.length < 20) remarks.push(`entry ${entries}: the clock ran backward; recorded, not corrected`);
      before = line.at;
      return line;
    },
    hashAt: (seq) => kept.get(seq) ?? null,
    state: () => ({ entries, head, firstBroken, remarks }),
  };
}

/** The hash by which a line holds its body: salted, so that a body that is withheld cannot be guessed. */
export function bodyHash(salt: Uint8Array, body: string): string {
  return createHash('sha256').update(salt).update(body, 'utf8').digest('hex');
}

/** Reads a line that is written exactly as lines are written; null for any other. */
export function readChainLine(text: string): ChainLine | null {
  try {
    const { v, case: caseId, seq, prev, at, actor, action, body_sha256 } = JSON.parse(text) as ChainLine;
    const line = { v, case: caseId, seq, prev, at, actor, action, body_sha256 };
    const words = [caseId, prev, at, actor, action, body_sha256].every((part) => typeof part === 'string');
    return v === 1 && words && Number.isSafeInteger(seq) && JSON.stringify(line) === text ? line : null;
  } catch {
    return null;
  }
}

function faultOf(line: ChainLine | null, seq: number, head: string, caseId: string): string | null {
  if (line === null) return 'it is not a line of a custody log';
  if (line.case !== caseId) return 'it belongs to another case';
  if (line.seq !== seq) return `it carries the number ${line.seq}`;
  if (line.prev !== head) return 'it does not follow from the line before it: a line was changed, removed or added';
  return null;
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
