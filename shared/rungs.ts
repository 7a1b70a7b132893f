/** The use ladder: how far one presentation of a credential got, as the record itself says. */
export const rungs = ['unknown', 'rejected', 'denied', 'failed', 'succeeded'] as const;

export type RungName = (typeof rungs)[number];

/** Place on the ladder: the index of its name in `rungs`. */
export type Rung = 0 | 1 | 2 | 3 | 4;

/** One sentence for each rung, written for a reader who has never seen a log. */
export const rungMeanings: Readonly<Record<RungName, string>> = {
  unknown: 'The log does not say how the attempt ended.',
  rejected: 'The credential was presented and not accepted.',
  denied: 'The credential was accepted, but it lacked the authority.',
  failed: 'The call was not refused, but it had no effect.',
  succeeded: 'The call took effect. Reading counts as an effect.',
};

export function rungName(rung: Rung): RungName {
  return rungs[rung];
}

/** Attempted use: presented, without effect (rungs 1 to 3). Unknown is neither attempted nor successful. */
export function isAttempted(rung: Rung): boolean {
  return rung >= 1 && rung <= 3;
}

/** Successful use: rung 4 and nothing else. */
export function isSuccessful(rung: Rung): boolean {
  return rung === 4;
}

/** Whether the record proves that the credential itself was live (rung 2 and up). */
export function provesLive(rung: Rung): boolean {
  return rung >= 2;
}

/** Events per rung; the position is the rung. */
export type RungCounts = readonly [unknown: number, rejected: number, denied: number, failed: number, succeeded: number];

export function attemptedOf(counts: RungCounts): number {
  return counts[1] + counts[2] + counts[3];
}

export function successfulOf(counts: RungCounts): number {
  return counts[4];
}
