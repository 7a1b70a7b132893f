/** The custody log: everything done to the case, in a hash chain whose rewriting can be detected from outside. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../shared/canonical.ts';
import { formatIso, parseIso, type Micros } from '../../../shared/time.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { requireSetting } from './settings.ts';

/** Everything that can be done to a case. A new kind of act needs a word here. */
export const custodyActions = [
  'case_created',
  'case_opened',
  'case_closed',
  'app_version',
  'clock_check',
  'settings_changed',
  'import_started',
  'import',
  'import_resumed',
  'import_rolled_back',
  'reverify',
  'integrity_failure',
  'provider_integrity_checked',
  'raw_secret_viewed',
  'milestone_set',
  'milestone_moved',
  'milestone_withdrawn',
  'assessed',
  'assessment_superseded',
  'holding_asserted',
  'finding_accepted',
  'finding_dismissed',
  'key_enrolled',
  'key_revoked',
  'unlock_failed',
  'redacted',
  'exported',
  'review_merged',
  'checkpoint',
  'anchor',
  'transferred',
] as const;
export type CustodyAction = (typeof custodyActions)[number];

export interface CustodyAct {
  readonly at: Micros;
  /** The person, as the case or the system names them. */
  readonly actor: string;
  readonly action: CustodyAction;
  /** What was done, in full. Lies apart from the line, so that it can be withheld while the chain stays whole. */
  readonly body: Readonly<Record<string, unknown>>;
  /** 16 random bytes, so that a withheld body cannot be guessed from its hash. */
  readonly salt: Uint8Array;
}

/** The parts of one line, in the order in which they are written. */
export interface CustodyLine {
  readonly v: 1;
  readonly case: string;
  readonly seq: number;
  /** SHA-256 of the previous line's bytes, or of the genesis text. */
  readonly prev: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly body_sha256: string;
}

/** One entry as it is stored. */
export interface CustodyRow {
  readonly seq: number;
  readonly line: string;
  readonly salt: Uint8Array;
  readonly body: string;
}

/** What the first line's `prev` is the SHA-256 of. */
export function custodyGenesis(caseId: string): string {
  return `keyholder-custody-v1\n${caseId}\n`;
}

/** The bytes of a line, without its newline: fixed key order. */
export function formatCustodyLine(line: CustodyLine): string {
  const { v, case: caseId, seq, prev, at, actor, action, body_sha256 } = line;
  return JSON.stringify({ v, case: caseId, seq, prev, at, actor, action, body_sha256 });
}

/** SHA-256 in hexadecimal of a line's (or the genesis text's) UTF-8 bytes. */
export function custodyHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** `SHA-256(salt ‖ body)` in hexadecimal. */
export function custodyBodyHash(salt: Uint8Array, body: string): string {
  return createHash('sha256').update(salt).update(body, 'utf8').digest('hex');
}

/**
 * Writes one act down. Must run inside the transaction of the act itself, so that neither is ever there without the other.
 * A clock that stands before the previous entry is recorded first, as an entry of its own, and never corrected.
 */
export function recordAct(db: WriteDb, act: CustodyAct): void {
  if (!db.inTransaction) throw new Error(`"${act.action}" was to be recorded outside the transaction of the act`);
  const last = lastCustody(db);
  const before = last ? parseIso((JSON.parse(last.line) as CustodyLine).at)?.at : undefined;
  if (before !== undefined && act.at < before) {
    const salt = createHash('sha256').update('keyholder-clock-salt\n').update(act.salt).digest().subarray(0, 16);
    append(db, {
      ...act,
      action: 'clock_check',
      salt,
      body: { clock: 'ran backward', previous: formatIso(before), now: formatIso(act.at), microseconds: before - act.at },
    });
  }
  append(db, act);
}

function append(db: WriteDb, act: CustodyAct): void {
  const caseId = requireSetting(db, 'case_id');
  const last = lastCustody(db);
  const body = canonicalJson(act.body);
  const line: CustodyLine = {
    v: 1,
    case: caseId,
    seq: (last?.seq ?? 0) + 1,
    prev: custodyHash(last?.line ?? custodyGenesis(caseId)),
    at: formatIso(act.at),
    actor: act.actor,
    action: act.action,
    body_sha256: custodyBodyHash(act.salt, body),
  };
  db.prepare('INSERT INTO custody (seq, line, salt, body) VALUES (?, ?, ?, ?)').run(line.seq, formatCustodyLine(line), act.salt, body);
}

/** The newest entry, or null in a case that has none yet. */
export function lastCustody(db: ReadDb): CustodyRow | null {
  return db.prepare<[], CustodyRow>('SELECT seq, line, salt, body FROM custody ORDER BY seq DESC LIMIT 1').get() ?? null;
}

/** Entries in order, one by one, starting after `after`. */
export function* readCustody(db: ReadDb, after = 0): Generator<CustodyRow> {
  yield* db.prepare<[number], CustodyRow>('SELECT seq, line, salt, body FROM custody WHERE seq > ? ORDER BY seq').iterate(after);
}

/** Newest first: at most `limit` entries before `before` whose line or body holds `text`, whatever its case. */
export function pageCustody(
  db: ReadDb,
  page: { readonly text: string; readonly before?: number | undefined; readonly limit: number },
): { total: number; rows: CustodyRow[] } {
  const like = `%${page.text.replace(/[\\%_]/g, '\\$&')}%`;
  const where = `(line LIKE @like ESCAPE '\\' OR body LIKE @like ESCAPE '\\')`;
  const total = db.prepare<[{ like: string }], { n: number }>(`SELECT count(*) AS n FROM custody WHERE ${where}`).get({ like })?.n ?? 0;
  const rows = db
    .prepare<[{ like: string; before: number; limit: number }], CustodyRow>(
      `SELECT seq, line, salt, body FROM custody WHERE seq < @before AND ${where} ORDER BY seq DESC LIMIT @limit`,
    )
    .all({ like, before: page.before ?? Number.MAX_SAFE_INTEGER, limit: page.limit });
  return { total, rows };
}
