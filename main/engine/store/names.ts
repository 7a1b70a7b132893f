import { fail } from '../../../shared/problems.ts';
import type { CredentialTag, IdentityTag } from '../../../shared/rpc/events.ts';
import type { RungCounts } from '../../../shared/rungs.ts';
import type { ReadDb } from './db.ts';
import { matchingIds } from './text-search.ts';

/** A name with how often it occurs. */
export type Found<Tag> = Tag & { readonly events: number; readonly counts: RungCounts };

interface Known {
  readonly id: number;
  readonly key: string;
  readonly display: string;
}

/** Identities that hold `text`, the busiest first; all of them for an empty text. */
export function searchIdentities(db: ReadDb, text: string, limit: number): Found<IdentityTag>[] {
  return busiest(db, 'identity', text, limit).map(({ id, events }) => {
    const tag = db.prepare<[number], IdentityTag>('SELECT key, display, kind, realm FROM identity WHERE id = ?').get(id) as IdentityTag;
    return { ...tag, events, counts: countsOf(db, 'identity', id) };
  });
}

/** Credentials that hold `text`, the busiest first; all of them for an empty text. */
export function searchCredentials(db: ReadDb, text: string, limit: number): Found<CredentialTag>[] {
  return busiest(db, 'credential', text, limit).map(({ id, events }) => {
    const tag = db.prepare<[number], CredentialTag>('SELECT key, display, kind FROM credential WHERE id = ?').get(id) as CredentialTag;
    return { ...tag, events, counts: countsOf(db, 'credential', id) };
  });
}

function busiest(db: ReadDb, table: 'identity' | 'credential', text: string, limit: number): { id: number; events: number }[] {
  const ids = text === '' ? null : JSON.stringify(matchingIds(db, table, text));
  const sql = `SELECT n.id, (SELECT count(*) FROM event e WHERE e.${table}_id = n.id) AS events FROM ${table} n
    WHERE @ids IS NULL OR n.id IN (SELECT value FROM json_each(@ids)) ORDER BY events DESC, n.key LIMIT @limit`;
  return db.prepare<[{ ids: string | null; limit: number }], { id: number; events: number }>(sql).all({ ids, limit });
}

function countsOf(db: ReadDb, table: 'identity' | 'credential', id: number): RungCounts {
  const counts: [number, number, number, number, number] = [0, 0, 0, 0, 0];
  for (const [rung, events] of db
    .prepare<[number], [number, number]>(`SELECT rung, count(*) FROM event WHERE ${table}_id = ? GROUP BY rung`)
    .raw()
    .iterate(id)) {
    counts[rung as 0 | 1 | 2 | 3 | 4] = events;
  }
  return counts;
}

/** The identity that a person means: its key, or a display name, name or end of a key that only one identity has. */
export function resolveIdentity(db: ReadDb, given: string): Known {
  return resolve(db, 'identity', given);
}

/** The credential that a person means: its key, or a display name or end of a key that only one credential has. */
export function resolveCredential(db: ReadDb, given: string): Known {
  return resolve(db, 'credential', given);
}

function resolve(db: ReadDb, table: 'identity' | 'credential', given: string): Known {
  const exact = db.prepare<[string], Known>(`SELECT id, key, display FROM ${table} WHERE key = ?`).get(given);
  if (exact) return exact;
  const meant = db
    .prepare<[{ given: string }], Known>(
      `SELECT id, key, display FROM ${table} WHERE @given <> '' AND (display = @given OR substr(key, -length(@given)) = @given) ORDER BY key LIMIT 6`,
    )
    .all({ given });
  const [only, ...others] = meant.filter((known) => known.display === given || /[:/]$/.test(known.key.slice(0, -given.length)));
  if (only && others.length === 0) return only;
  if (!only) fail('no_such_thing', `No ${table} of this case is called "${given}".`);
  fail('invalid_argument', `"${given}" may mean ${[only, ...others].map((known) => known.key).join(' or ')}: give the whole key.`);
}

/** How a key is called for people; the key itself where the case does not know it. */
export function displayOf(db: ReadDb, table: 'identity' | 'credential' | 'resource', key: string): string {
  return db.prepare<[string], string>(`SELECT display FROM ${table} WHERE key = ?`).pluck().get(key) || key;
}
