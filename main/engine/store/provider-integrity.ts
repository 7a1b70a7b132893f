import { parseIso, type Micros } from '../../../shared/time.ts';
import type { CustodyAction } from './custody.ts';
import type { ReadDb } from './db.ts';

/** The last check of what providers vouch for, as the custody log tells it. */
export interface ProviderCheck {
  readonly at: Micros;
  /** What was found, in words. */
  readonly result: string;
  /** Files taken in since, which the check did not see. */
  readonly importedSince: number;
}

const checked: CustodyAction = 'provider_integrity_checked';
const imported: CustodyAction = 'import';

/** Null when nobody has checked. */
export function lastProviderCheck(db: ReadDb): ProviderCheck | null {
  const row = db
    .prepare<[string], { seq: number; at: string; result: string }>(
      `SELECT seq, json_extract(line, '$.at') AS at, json_extract(body, '$.result') AS result FROM custody
       WHERE json_extract(line, '$.action') = ? ORDER BY seq DESC LIMIT 1`,
    )
    .get(checked);
  const at = row && parseIso(row.at)?.at;
  if (!row || at === undefined) return null;
  const importedSince = db
    .prepare<[number, string], number>(`SELECT count(*) FROM custody WHERE seq > ? AND json_extract(line, '$.action') = ?`)
    .pluck()
    .get(row.seq, imported);
  return { at, result: row.result, importedSince: importedSince ?? 0 };
}
