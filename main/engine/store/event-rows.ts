import { planes, type CredentialKind, type Determination, type IdentityKind } from '../../../shared/model.ts';
import type { EventRow } from '../../../shared/rpc/events.ts';
import type { Rung } from '../../../shared/rungs.ts';
import type { ReadDb } from './db.ts';

interface Stored {
  id: number;
  at: number;
  action: string;
  plane: number;
  rung: Rung;
  principal: string;
  resource_count: number;
  item_id: number;
  identity_key: string;
  identity_display: string;
  identity_kind: IdentityKind;
  identity_realm: string;
  credential_key: string | null;
  credential_display: string;
  credential_kind: CredentialKind;
  resource_key: string | null;
  resource_display: string;
  resource_kind: string;
  ip: string | null;
  origin: string | null;
  realm: string;
  assessed: Determination | null;
}

/** The newest assessment of event `e` that still stands. */
const assessed = `(SELECT a.determination FROM assessment_event x JOIN assessment a ON a.id = x.assessment_id
  WHERE x.event_id = e.id AND NOT EXISTS (SELECT 1 FROM assessment later WHERE later.supersedes = a.id) ORDER BY a.id DESC LIMIT 1)`;

const rowsById = `
SELECT e.id, e.at, action.text AS action, e.plane, e.rung, principal.text AS principal, e.resource_count, e.item_id,
  i.key AS identity_key, i.display AS identity_display, i.kind AS identity_kind, i.realm AS identity_realm,
  c.key AS credential_key, c.display AS credential_display, c.kind AS credential_kind,
  r.key AS resource_key, r.display AS resource_display, r.kind AS resource_kind,
  ip.text AS ip, origin.text AS origin, realm.text AS realm, ${assessed} AS assessed
FROM json_each(?) AS wanted
CROSS JOIN event e ON e.id = wanted.value
JOIN term action ON action.id = e.action_id
JOIN term principal ON principal.id = e.principal_id
JOIN term realm ON realm.id = e.realm_id
JOIN identity i ON i.id = e.identity_id
LEFT JOIN credential c ON c.id = e.credential_id
LEFT JOIN resource r ON r.id = e.resource_id
LEFT JOIN term ip ON ip.id = e.ip_id
LEFT JOIN term origin ON origin.id = e.origin_id
ORDER BY wanted.key`;

/** The events of these ids as rows, in this order. */
export function eventRows(db: ReadDb, ids: readonly number[]): EventRow[] {
  return db.prepare<[string], Stored>(rowsById).all(JSON.stringify(ids)).map(rowOf);
}

function rowOf(row: Stored): EventRow {
  const plane = planes[row.plane];
  if (plane === undefined) throw new Error(`event ${row.id} stands on plane ${row.plane}, which does not exist`);
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    plane,
    rung: row.rung,
    identity: { key: row.identity_key, display: row.identity_display, kind: row.identity_kind, realm: row.identity_realm },
    principal: row.principal,
    credential: row.credential_key === null ? null : { key: row.credential_key, display: row.credential_display, kind: row.credential_kind },
    resource: row.resource_key === null ? null : { key: row.resource_key, display: row.resource_display, kind: row.resource_kind },
    resourceCount: row.resource_count,
    ip: row.ip,
    origin: row.origin,
    realm: row.realm,
    item: row.item_id,
    assessed: row.assessed,
  };
}
