import type { MilestoneKind } from '../../../shared/model.ts';
import { fail } from '../../../shared/problems.ts';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import { recordAct } from './custody.ts';
import type { ReadDb, WriteDb } from './db.ts';
import { resolveCredential, resolveIdentity } from './names.ts';
import { stamped, type Stamp } from './stamp.ts';
import { commit } from './transaction.ts';

interface Stored {
  id: number;
  kind: MilestoneKind;
  at: number;
  note: string;
  author: string;
  entered_at: number;
  identity_id: number | null;
  credential_id: number | null;
  identity_key: string | null;
  identity_display: string;
  credential_key: string | null;
  credential_display: string;
  replaced_by: number | null;
  withdrawn_at: number | null;
}

const stored = `SELECT m.id, m.kind, m.at, m.note, m.author, m.entered_at, m.identity_id, m.credential_id, m.replaced_by, m.withdrawn_at,
  i.key AS identity_key, i.display AS identity_display, c.key AS credential_key, c.display AS credential_display
  FROM milestone m LEFT JOIN identity i ON i.id = m.identity_id LEFT JOIN credential c ON c.id = m.credential_id`;

export interface NewMilestone {
  readonly kind: MilestoneKind;
  readonly at: number;
  /** A key, or a name that only one identity (or credential) has. Neither: the whole case. */
  readonly identity?: string | undefined;
  readonly credential?: string | undefined;
  readonly note: string;
}

/** The milestones that stand, in order of time. */
export function listMilestones(db: ReadDb): Milestone[] {
  return db.prepare<[], Stored>(`${stored} WHERE m.replaced_by IS NULL AND m.withdrawn_at IS NULL ORDER BY m.at, m.id`).all().map(milestoneOf);
}

/** Enters a milestone and writes it down. */
export function setMilestone(db: WriteDb, stamp: Stamp, wanted: NewMilestone): Milestone {
  return commit(db, () => {
    const identity = wanted.identity === undefined ? null : resolveIdentity(db, wanted.identity);
    const credential = wanted.credential === undefined ? null : resolveCredential(db, wanted.credential);
    const id = insert(db, stamp, { ...wanted, identityId: identity?.id ?? null, credentialId: credential?.id ?? null });
    const made = standing(db, id);
    recordAct(db, stamped(stamp, 'milestone_set', bodyOf(made)));
    return made;
  });
}

/** Enters the milestone anew at another moment; the old row stays and says what replaced it. */
export function moveMilestone(db: WriteDb, stamp: Stamp, id: number, at: Micros, reason: string): Milestone {
  return commit(db, () => {
    const old = standingRow(db, id);
    const next = insert(db, stamp, { kind: old.kind, at, note: old.note, identityId: old.identity_id, credentialId: old.credential_id });
    change(db, id, 'replaced_by = ?, reason = ?', [next, reason]);
    const made = standing(db, next);
    recordAct(db, stamped(stamp, 'milestone_moved', { ...bodyOf(made), replaces: id, before: formatIso(old.at as Micros), reason }));
    return made;
  });
}

/** Takes a milestone back; its row stays. */
export function withdrawMilestone(db: WriteDb, stamp: Stamp, id: number, reason: string): void {
  commit(db, () => {
    const old = standingRow(db, id);
    change(db, id, 'withdrawn_at = ?, reason = ?', [stamp.at, reason]);
    recordAct(db, stamped(stamp, 'milestone_withdrawn', { ...bodyOf(milestoneOf(old)), reason }));
  });
}

function insert(
  db: WriteDb,
  stamp: Stamp,
  row: { kind: MilestoneKind; at: number; note: string; identityId: number | null; credentialId: number | null },
): number {
  const result = db
    .prepare('INSERT INTO milestone (kind, at, identity_id, credential_id, note, author, entered_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(row.kind, row.at, row.identityId, row.credentialId, row.note, stamp.actor, stamp.at);
  return Number(result.lastInsertRowid);
}

function change(db: WriteDb, id: number, assignments: string, values: readonly unknown[]): void {
  const { changes } = db.prepare(`UPDATE milestone SET ${assignments} WHERE id = ?`).run(...values, id);
  if (changes !== 1) throw new Error(`milestone ${id} was not changed`);
}

function standingRow(db: ReadDb, id: number): Stored {
  const row = db.prepare<[number], Stored>(`${stored} WHERE m.id = ?`).get(id);
  if (!row || row.replaced_by !== null || row.withdrawn_at !== null) fail('no_such_thing', `There is no milestone ${id} that still stands.`);
  return row;
}

function standing(db: ReadDb, id: number): Milestone {
  return milestoneOf(standingRow(db, id));
}

function milestoneOf(row: Stored): Milestone {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    identity: row.identity_key === null ? null : { key: row.identity_key, display: row.identity_display },
    credential: row.credential_key === null ? null : { key: row.credential_key, display: row.credential_display },
    note: row.note,
    author: row.author,
    enteredAt: row.entered_at,
  };
}

function bodyOf(milestone: Milestone): Record<string, unknown> {
  const { id, kind, at, identity, credential, note } = milestone;
  return { milestone: id, kind, time: formatIso(at as Micros), identity: identity?.key ?? null, credential: credential?.key ?? null, note };
}
