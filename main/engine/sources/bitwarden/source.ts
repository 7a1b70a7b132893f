import type { CredentialRef, IdentityRef, Plane, ResourceRef } from '../../../../shared/model.ts';
import { activitySource, basis, bounded, doneOnRecord, masked, someone, text, thing, unsaid } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';
import { readings, types } from './types.ts';

export const bitwarden = activitySource({
  id: 'bitwarden',
  title: 'Bitwarden event logs',
  version: '1',
  docs: [
    { title: 'Event logs', url: 'https://bitwarden.com/help/event-logs/', read: '2026-11-21' },
    { title: 'Public API: events', url: 'https://bitwarden.com/help/api/', read: '2026-11-21' },
  ],
  framing: 'Public API ({"data"}), JSON lines',
  marks: 'object "event" with a numbered type, date and actingUserId',
  open: (fields) => (text(fields['object']) === 'event' && /^\d{4}$/.test(text(fields['type'])) && 'date' in fields ? [fields] : []),
  read,
});

function read(event: Fields): Act {
  const code = text(event['type']);
  const identity = whoActed(event);
  const outcome = readOutcome(code);
  const secret = itemOf(event);
  return {
    time: event['date'],
    timeField: 'date',
    action: `bitwarden:${types[code] ?? `type ${code}`}`,
    plane: planeOf(code),
    outcome,
    identity,
    resources: resourcesOf(event),
    address: text(event['ipAddress']),
    ids: {
      type: code,
      device: text(event['device']),
      memberId: text(event['memberId']),
      policyId: text(event['policyId']),
      installationId: text(event['installationId']),
    },
    facts: (at) =>
      secret && outcome.rung === 4 && readings.has(code) && identity.kind !== 'anonymous'
        ? [{ fact: 'holding', identity, credential: secret, basis: 'exposed', via: null, from: at }]
        : [],
  };
}

/** An event is written for an act once done; the two failed logins and the two that ask or refuse say so. */
function readOutcome(code: string): Outcome {
  if (code === '1005' || code === '1006') return { rung: 1, basis: [basis('type', code)] };
  if (code === '2003') return { rung: 3, basis: [basis('type', code)] };
  if (code === '1010' || !Object.hasOwn(types, code)) return unsaid('type', code);
  return doneOnRecord('type', code, 'Bitwarden event log');
}

function whoActed(event: Fields): IdentityRef {
  const machine = text(event['serviceAccountId']);
  if (text(event['actingUserId']) === '' && machine !== '')
    return someone('service', 'bitwarden', 'bitwarden', `machine/${machine}`, `machine account ${masked(bounded(machine, 60))}`);
  const name = text(event['actingUserId']) || text(event['memberId']);
  return someone('human', 'bitwarden', 'bitwarden', name, `user ${masked(bounded(name, 60))}`);
}

/** An item of the vault by its id: what it holds is not in the log. */
function itemOf(event: Fields): CredentialRef | null {
  const id = text(event['itemId']) || text(event['secretId']);
  if (id === '') return null;
  return {
    kind: 'password',
    id: { plain: bounded(`bitwarden:${id}`, 200) },
    display: `vault item ${masked(bounded(id, 60))}`,
    lifetime: 'static',
    attributes: {},
  };
}

const named: readonly (readonly [field: string, kind: string])[] = [
  ['itemId', 'item'],
  ['secretId', 'secret'],
  ['collectionId', 'collection'],
  ['groupId', 'group'],
  ['policyId', 'policy'],
  ['memberId', 'member'],
];

function resourcesOf(event: Fields): readonly ResourceRef[] {
  return named.flatMap(([field, kind]) => (text(event[field]) === '' ? [] : [thing('bitwarden', kind, text(event[field]))]));
}

function planeOf(code: string): Plane {
  if (/^(11|13|21)/.test(code) || code === '1007' || code === '1601' || code === '1602') return 'secrets';
  return /^1[045]/.test(code) ? 'identity' : 'management';
}
