import type { Basis, EventReading, IdentityRef } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import { basis, bounded, present, readOrigin, spiffeIdentity, textAt, trustDomainOf } from '../kit.ts';
import type { Fields } from '../kit.ts';

interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/** Messages that record an act, beside the audit log. What they say was done, or why it was not. */
const acts: readonly { readonly message: RegExp; readonly rung: Rung }[] = [
  { message: /^Signed (X509|JWT|WIT)( CA)? SVID$/i, rung: 4 },
  { message: /^(Agent|Node) attestation request completed$/i, rung: 4 },
  { message: /^Node attestation was successful$/i, rung: 4 },
  { message: /^Fetched (X\.?509|JWT).*SVID/i, rung: 4 },
  { message: /^No identity issued$/i, rung: 2 },
  { message: /^(Caller must|Permission denied|.*not authorized)/i, rung: 2 },
  { message: /^Failed to (attest|verify|validate).*(token|payload|svid|node|challenge)/i, rung: 1 },
  { message: /^(Agent is banned|Join token (does not exist|has expired)|.*SVID (is )?expired)/i, rung: 1 },
];

/** A line that records a use of SPIRE's API: an audit entry, or one of the messages above. */
export function isUse(line: Fields): boolean {
  return textAt(line, 'type') === 'audit' || acts.some(({ message }) => message.test(textAt(line, 'msg')));
}

/** Reads `status` and the gRPC code; https://github.com/spiffe/spire/blob/main/doc/auditlog.md */
function outcomeOf(line: Fields): Outcome {
  const message = textAt(line, 'msg');
  if (textAt(line, 'type') !== 'audit') {
    const act = acts.find((each) => each.message.test(message));
    const error = textAt(line, 'error');
    return { rung: act?.rung ?? 0, basis: [basis('msg', message), ...(error === '' ? [] : [basis('error', error)])] };
  }
  const status = textAt(line, 'status');
  const code = textAt(line, 'status_code');
  const said = textAt(line, 'status_message');
  const because = [basis('status', status), ...(code === '' ? [] : [basis('status_code', code)]), ...(said === '' ? [] : [basis('status_message', said)])];
  if (status === 'success') return { rung: 4, basis: because };
  if (status !== 'error') return { rung: 0, basis: because };
  if (/^(Unauthenticated|16)$/i.test(code)) return { rung: 1, basis: because };
  return { rung: /^(PermissionDenied|7)$/i.test(code) ? 2 : 3, basis: because };
}

/** Who called: by SPIFFE ID, or by user and program at the socket of the server's own host. */
export function callerOf(line: Fields): IdentityRef {
  const id = textAt(line, 'caller_id') || (textAt(line, 'type') === 'audit' ? '' : textAt(line, 'agent_id'));
  if (trustDomainOf(id) !== '') return spiffeIdentity(id);
  const domain = domainOf(line);
  const user = textAt(line, 'caller_uid');
  if (user !== '') {
    const program = textAt(line, 'caller_path');
    return {
      kind: 'service',
      provider: 'spiffe',
      realm: domain,
      name: `uid/${user}${program === '' ? '' : ` ${program}`}`,
      display: bounded(`uid ${user}${program === '' ? '' : ` (${program})`}`),
    };
  }
  const pid = textAt(line, 'pid');
  if (pid !== '')
    return {
      kind: 'workload',
      provider: 'spiffe',
      realm: domain,
      name: textAt(line, 'spiffe_id') || `pid/${pid}`,
      display: textAt(line, 'spiffe_id') || `process ${pid}`,
    };
  return { kind: 'anonymous', provider: 'spiffe', realm: domain, name: 'unknown', display: 'caller not recorded' };
}

function domainOf(line: Fields): string {
  for (const name of ['caller_id', 'agent_id', 'spiffe_id', 'trust_domain_id', 'trust_domain']) {
    const value = textAt(line, name);
    const domain = trustDomainOf(value) || (name.startsWith('trust_domain') ? value : '');
    if (domain !== '') return domain;
  }
  return 'unknown';
}

export function eventOf(line: Fields, time: ParsedTime, timeText: string): EventReading {
  const identity = callerOf(line);
  const service = textAt(line, 'service');
  const method = textAt(line, 'method');
  const target = textAt(line, 'spiffe_id') || textAt(line, 'agent_id');
  const entry = textAt(line, 'entry_id') || textAt(line, 'registration_id');
  const domain = domainOf(line);
  return {
    at: time.at,
    timeText,
    action: bounded(`spire:${[service, method].filter(Boolean).join('/') || textAt(line, 'msg')}`, 200),
    plane: 'identity',
    ...outcomeOf(line),
    identity,
    principal: bounded(textAt(line, 'caller_id') || identity.name, 2048),
    credential: null,
    resources: [
      ...(target === '' ? [] : [{ kind: 'spiffe-id', key: bounded(target, 1024), display: bounded(target, 200) }]),
      ...(entry === '' ? [] : [{ kind: 'registration-entry', key: bounded(`spire:${domain}:entry/${entry}`, 1024), display: bounded(entry, 200) }]),
    ],
    ...readOrigin(textAt(line, 'caller_addr') || textAt(line, 'address')),
    userAgent: null,
    realm: domain,
    vendorId: null,
    ids: idsOf(line),
  };
}

const kept = [
  'msg',
  'level',
  'request_id',
  'entry_id',
  'registration_id',
  'authorized_as',
  'authorized_via',
  'caller_uid',
  'caller_gid',
  'caller_path',
  'subsystem_name',
  'node_attestor_type',
  'expiration',
  'serial_num',
  'pid',
  'registered',
  'parent_id',
  'selectors',
  'audience',
  'error',
  'ttl',
] as const;

function idsOf(line: Fields): Readonly<Record<string, string>> {
  const ids = present(Object.fromEntries(kept.map((name) => [name, textAt(line, name)])));
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
