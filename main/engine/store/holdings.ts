import { fail } from '../../../shared/problems.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import { recordAct } from './custody.ts';
import type { WriteDb } from './db.ts';
import { resolveCredential, resolveIdentity } from './names.ts';
import { stamped, type Stamp } from './stamp.ts';
import { commit } from './transaction.ts';

export interface AssertedHolding {
  /** Keys, or names that only one identity (or credential) has. */
  readonly identity: string;
  readonly credential: string;
  /** The credential through which it was obtained or read. */
  readonly via?: string | undefined;
  readonly from?: number | undefined;
  readonly rationale: string;
}

/** A person's word that an identity held a credential, with the reason; shown as asserted wherever it counts. */
export function assertHolding(db: WriteDb, stamp: Stamp, asserted: AssertedHolding): void {
  if (asserted.rationale.trim() === '') fail('invalid_argument', 'An asserted holding needs a rationale.');
  commit(db, () => {
    const identity = resolveIdentity(db, asserted.identity);
    const credential = resolveCredential(db, asserted.credential);
    const via = asserted.via === undefined ? null : resolveCredential(db, asserted.via);
    const from = asserted.from ?? null;
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO holding (identity_id, credential_id, basis, via_credential_id, from_at, rationale, author, entered_at) VALUES (?, ?, 'asserted', ?, ?, ?, ?, ?)`,
      )
      .run(identity.id, credential.id, via?.id ?? null, from, asserted.rationale, stamp.actor, stamp.at);
    const body = {
      holding: Number(lastInsertRowid),
      identity: identity.key,
      credential: credential.key,
      via: via?.key ?? null,
      from: from === null ? null : formatIso(from as Micros),
      rationale: asserted.rationale,
    };
    recordAct(db, stamped(stamp, 'holding_asserted', body));
  });
}
