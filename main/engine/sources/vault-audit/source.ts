import type { EventReading, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { at, bounded, detectBy, list, present, readAs, readOrigin, readTime, skipped, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { namespaceOf, readCaller } from './caller.ts';
import type { Caller } from './caller.ts';
import { readIssuance, standingFacts } from './issuance.ts';
import { openLine } from './line.ts';
import { readOutcome } from './rung.ts';

export const vaultAudit: Source = {
  id: 'vault-audit',
  title: 'HashiCorp Vault and OpenBao audit log',
  version: '1',
  docs: [
    { title: 'Vault audit logging', url: 'https://developer.hashicorp.com/vault/docs/audit', read: null },
    { title: 'Audit log entry schema', url: 'https://developer.hashicorp.com/vault/docs/audit/schema', read: null },
  ],
  framing: 'Lines of file, syslog and socket devices, HCP Vault streams, log shippers',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'type, request.operation and request.path', (framed) => openLine(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const line = openLine(framed);
  if (!line) return skipped('not_this_format', 'No line of a Vault audit device: type, request.operation or request.path is missing.');
  const timeText = textAt(line, 'time');
  if (timeText === '') return skipped('time_missing', 'The line has no time.');
  const time = readTime(timeText);
  if (!time) return skipped('time_unreadable', `time is not a time: ${bounded(timeText, 60)}`);
  const caller = readCaller(line);
  const reading = eventOf(line, time, timeText, caller);
  const remarks: Remark[] = time.zoned ? [] : [{ code: 'time_zone_assumed', message: 'The time has no zone; Vault writes UTC.' }];
  return readAs([reading], [...standingFacts(line, caller), ...(reading.rung === 4 ? readIssuance(line, reading, caller) : [])], remarks);
}

function eventOf(line: Fields, time: ParsedTime, timeText: string, caller: Caller): EventReading {
  const request = at(line, 'request');
  const path = textAt(request, 'path') || '(no path)';
  const id = textAt(request, 'id');
  const agents = at(request, 'headers', 'user-agent');
  const userAgent = text(Array.isArray(agents) ? list(agents)[0] : agents);
  return {
    at: time.at,
    timeText,
    action: bounded(`vault:${textAt(request, 'operation')} ${path}`, 300),
    plane: planeOf(path),
    ...readOutcome(line),
    identity: caller.identity,
    principal: caller.principal,
    credential: caller.credential,
    resources: [resourceOf(line, path)],
    ...readOrigin(textAt(request, 'remote_address')),
    userAgent: userAgent === '' || userAgent.startsWith('hmac-') ? null : bounded(userAgent, 1024),
    realm: namespaceOf(line),
    vendorId: id === '' ? null : `${id} ${textAt(line, 'type')}`,
    ids: idsOf(line),
  };
}

/** Where a path belongs; what is mounted elsewhere than below `auth`, `sys` and `identity` holds or makes secrets. */
function planeOf(path: string): Plane {
  if (/^(auth|identity)\//.test(path) || /^sys\/(auth|policy|policies|mfa|namespaces|capabilities)/.test(path)) return 'identity';
  if (/^sys\/(leases|wrapping|rotate|rekey|seal|unseal|generate-root)/.test(path)) return 'secrets';
  return /^(sys|cubbyhole)\b/.test(path) ? 'management' : 'secrets';
}

function resourceOf(line: Fields, path: string): ResourceRef {
  const namespace = namespaceOf(line);
  const engine = textAt(line, 'request', 'mount_type');
  const kind = /^(sys|auth|identity)\//.test(path) ? 'vault-path' : engine === '' ? 'vault-secret' : `vault-${engine}`;
  return { kind, key: bounded(`vault:${namespace}:${path}`, 1024), display: bounded(namespace === 'root' ? path : `${namespace}/${path}`, 200) };
}

function idsOf(line: Fields): Readonly<Record<string, string>> {
  const auth = at(line, 'auth');
  const request = at(line, 'request');
  const results = at(auth, 'policy_results');
  const ids = present({
    requestId: textAt(request, 'id'),
    type: textAt(line, 'type'),
    operation: textAt(request, 'operation'),
    mountPoint: textAt(request, 'mount_point'),
    mountType: textAt(request, 'mount_type'),
    mountAccessor: textAt(request, 'mount_accessor'),
    namespaceId: textAt(request, 'namespace', 'id'),
    entityId: textAt(auth, 'entity_id'),
    accessor: textAt(auth, 'accessor') || textAt(request, 'client_token_accessor'),
    clientToken: textAt(request, 'client_token').startsWith('hmac-') ? textAt(request, 'client_token') : '',
    displayName: textAt(auth, 'display_name'),
    policies: list(at(auth, 'policies')).map(text).join(' '),
    policyAllowed: textAt(results, 'allowed'),
    grantingPolicies: list(at(results, 'granting_policies'))
      .map((each) => textAt(each, 'name'))
      .filter(Boolean)
      .join(' '),
    tokenType: textAt(auth, 'token_type'),
    tokenTtl: textAt(auth, 'token_ttl'),
    wrapTtl: textAt(request, 'wrap_ttl'),
    leaseId: textAt(line, 'response', 'secret', 'lease_id'),
    replicationCluster: textAt(request, 'replication_cluster'),
    error: textAt(line, 'error'),
  });
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
