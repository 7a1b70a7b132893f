/** Worlds for tests: identities, credentials and what ties them together, written straight into the tables of a case. */
import type { CredentialFactKind, HoldingBasis, IdentityKind, Lifetime, MilestoneKind } from '../../shared/model.ts';
import { rebuildDerived } from '../../main/engine/graph/build.ts';
import type { WriteDb } from '../../main/engine/store/db.ts';
import { writeSetting } from '../../main/engine/store/settings.ts';
import { caseInMemory, fillCase, type MadeEvent } from './case-builder.ts';

/** What ties things together; keys that nothing introduces are made up as AWS names by their own look. */
export interface MadeWorld {
  readonly events?: readonly MadeEvent[];
  readonly derivations?: readonly {
    readonly method: string;
    readonly at: number;
    readonly by?: string;
    readonly with?: string;
    readonly child: string;
    readonly as?: string;
    readonly event?: MadeEvent;
  }[];
  readonly holdings?: readonly {
    readonly identity: string;
    readonly credential: string;
    readonly basis: HoldingBasis;
    readonly via?: string;
    readonly from?: number;
  }[];
  readonly facts?: readonly { readonly credential: string; readonly what: CredentialFactKind; readonly at: number | null; readonly detail?: string }[];
  readonly revocations?: readonly { readonly identity: string; readonly before: number; readonly at: number }[];
  readonly milestones?: readonly { readonly kind: MilestoneKind; readonly at: number; readonly identity?: string; readonly credential?: string }[];
  readonly clock?: number;
}

/** A case in memory with this world; what is derived from events is derived. */
export function worldInMemory(world: MadeWorld): WriteDb {
  const db = caseInMemory();
  fillWorld(db, world);
  return db;
}

/** Adds a world to a case: its things in the order in which they are given. */
export function fillWorld(db: WriteDb, world: MadeWorld): void {
  const events = world.events ?? [];
  for (const { credential, identity } of events) {
    if (identity !== undefined) identityId(db, identity);
    if (credential != null) credentialId(db, credential);
  }
  fillCase(db, events);
  const item = db.prepare<[], number>('SELECT min(id) FROM item').pluck().get() ?? 1;
  for (const row of world.derivations ?? []) {
    const event = row.event === undefined ? null : eventId(db, row.event);
    db.prepare(
      `INSERT INTO derivation (method, at, parent_identity_id, parent_credential_id, child_credential_id, child_identity_id, event_id, item_id, record_index, byte_offset, byte_length)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 1)`,
    ).run(
      row.method,
      row.at,
      row.by === undefined ? null : identityId(db, row.by),
      row.with === undefined ? null : credentialId(db, row.with),
      credentialId(db, row.child),
      row.as === undefined ? null : identityId(db, row.as),
      event,
      item,
    );
  }
  for (const row of world.holdings ?? []) {
    const person = row.basis === 'asserted' ? ['The owner said so.', 'Examiner'] : ['', ''];
    db.prepare('INSERT INTO holding (identity_id, credential_id, basis, via_credential_id, from_at, rationale, author) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      identityId(db, row.identity),
      credentialId(db, row.credential),
      row.basis,
      row.via === undefined ? null : credentialId(db, row.via),
      row.from ?? null,
      ...person,
    );
  }
  for (const row of world.facts ?? []) {
    db.prepare(
      `INSERT INTO credential_fact (credential_id, what, at, detail, item_id, record_index, byte_offset, byte_length) VALUES (?, ?, ?, ?, ?, 0, 0, 1)`,
    ).run(credentialId(db, row.credential), row.what, row.at, row.detail ?? '', item);
  }
  for (const row of world.revocations ?? []) {
    db.prepare(
      'INSERT INTO session_revocation (identity_id, issued_before, at, item_id, record_index, byte_offset, byte_length) VALUES (?, ?, ?, ?, 0, 0, 1)',
    ).run(identityId(db, row.identity), row.before, row.at, item);
  }
  for (const row of world.milestones ?? []) {
    db.prepare(`INSERT INTO milestone (kind, at, identity_id, credential_id, note, author, entered_at) VALUES (?, ?, ?, ?, '', 'Examiner', 0)`).run(
      row.kind,
      row.at,
      row.identity === undefined ? null : identityId(db, row.identity),
      row.credential === undefined ? null : credentialId(db, row.credential),
    );
  }
  if (world.clock !== undefined) writeSetting(db, 'case_clock', String(world.clock));
  rebuildDerived(db);
}

/** Kind and realm are read off the key: `aws:111111111111:role/deploy-ci`. */
function identityId(db: WriteDb, key: string): number {
  const [provider = '', realm = '', ...rest] = key.split(':');
  const name = rest.join(':');
  const kinds: Readonly<Record<string, IdentityKind>> = { role: 'role', instance: 'workload', user: 'service', serviceaccount: 'workload' };
  const kind = kinds[name.split('/')[0] ?? ''] ?? 'service';
  db.prepare('INSERT INTO identity (key, kind, provider, realm, name, display) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING').run(
    key,
    kind,
    provider,
    realm,
    name,
    name.split('/').at(-1) ?? name,
  );
  return db.prepare<[string], number>('SELECT id FROM identity WHERE key = ?').pluck().get(key) as number;
}

function credentialId(db: WriteDb, key: string): number {
  const [kind = 'access_key', id = ''] = key.split(':');
  const lifetime: Lifetime = kind === 'access_key' || kind === 'password' ? 'static' : 'ephemeral';
  db.prepare('INSERT INTO credential (key, kind, display, lifetime) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING').run(key, kind, `…${id.slice(-4)}`, lifetime);
  return db.prepare<[string], number>('SELECT id FROM credential WHERE key = ?').pluck().get(key) as number;
}

function eventId(db: WriteDb, event: MadeEvent): number | null {
  const sql =
    'SELECT e.id FROM event e JOIN identity i ON i.id = e.identity_id JOIN term a ON a.id = e.action_id WHERE e.at = ? AND i.key = ? AND a.text = ? ORDER BY e.id LIMIT 1';
  return (
    db
      .prepare<[number, string, string], number>(sql)
      .pluck()
      .get(event.at, event.identity ?? '', event.action ?? '') ?? null
  );
}
