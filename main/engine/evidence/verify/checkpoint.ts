/** A point of a custody log, as its four lines say it. */
export interface Checkpoint {
  readonly caseId: string;
  readonly entries: number;
  readonly head: string;
  readonly said: string;
}

/** Reads a checkpoint; null for anything else. */
export function readCheckpoint(bytes: Uint8Array): Checkpoint | null {
  const match = /^keyholder-custody-v1 ([^\n ]+)\n(0|[1-9][0-9]{0,14})\n([0-9a-f]{64})\n([^\n]+)\n$/.exec(Buffer.from(bytes).toString('utf8'));
  if (!match) return null;
  const [, caseId = '', entries = '', head = '', said = ''] = match;
  return { caseId, entries: Number(entries), head, said };
}
