import type { ReadDb } from './db.ts';

/** One stream of the case that a provider's own proof may speak of. */
export interface KeptStream {
  readonly item: number;
  readonly label: string;
  readonly member: string;
  /** The original, and its size as it is kept. */
  readonly sha256: string;
  readonly size: number;
  /** Read as CloudTrail, so that a digest should list it. */
  readonly trail: boolean;
}

/** Streams read as CloudTrail or called a digest of it, and log files by their name that nobody could read; by original. */
export function listKeptStreams(db: ReadDb): KeptStream[] {
  return db
    .prepare<[], Omit<KeptStream, 'trail'> & { trail: number }>(
      `SELECT i.id AS item, i.label, i.member, o.sha256, o.size, coalesce(i.reader = 'aws-cloudtrail', 0) OR i.label GLOB '*_CloudTrail_*.json*' AS trail
       FROM item i JOIN original o ON o.id = i.original_id
       WHERE i.reader = 'aws-cloudtrail' OR i.label GLOB '*_CloudTrail-Digest_*' OR i.label GLOB '*_CloudTrail_*.json*'
       ORDER BY o.sha256, i.id`,
    )
    .all()
    .map((row) => ({ ...row, trail: row.trail === 1 }));
}
