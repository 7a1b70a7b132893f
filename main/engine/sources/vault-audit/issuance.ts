import type { CredentialKind, CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { at, bounded, identityOfArn, isRecord, kubernetesServiceAccount, masked, present, readTime, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { namespaceOf, vaultIdentity, vaultToken } from './caller.ts';
import type { Caller } from './caller.ts';
import { isLogin } from './rung.ts';

/** When the presented token was issued, as every line about it says. */
export function standingFacts(line: Fields, caller: Caller): readonly FactReading[] {
  const written = textAt(line, 'auth', 'token_issue_time');
  const issued = readTime(written);
  if (!issued || !caller.credential || isLogin(textAt(line, 'request', 'path'))) return [];
  return [{ fact: 'credential', credential: caller.credential, what: 'issued', at: issued.at, detail: `auth.token_issue_time "${written}"` }];
}

/** What an answered request gave out or ended: tokens, wrapped tokens, leases of dynamic secrets, certificates. */
export function readIssuance(line: Fields, reading: EventReading, caller: Caller): readonly FactReading[] {
  const path = textAt(line, 'request', 'path');
  return [
    ...tokenFacts(line, reading, caller, path),
    ...wrapFacts(line, reading, caller),
    ...leaseFacts(line, reading, caller, path),
    ...endFacts(line, reading, caller, path),
  ];
}

function tokenFacts(line: Fields, reading: EventReading, caller: Caller, path: string): readonly FactReading[] {
  const given = at(line, 'response', 'auth');
  const child = isRecord(given) ? vaultToken(given) : null;
  if (!child) return [];
  const seconds = Number(textAt(given, 'token_ttl'));
  const until: readonly FactReading[] =
    Number.isFinite(seconds) && seconds > 0 && seconds < 1e9
      ? [
          {
            fact: 'credential',
            credential: child,
            what: 'expires',
            at: (reading.at + Math.round(seconds * 1e6)) as Micros,
            detail: `response.auth.token_ttl ${seconds}; a renewal moves it`,
          },
        ]
      : [];
  if (path.startsWith('auth/token/renew')) return until;
  const holder = vaultIdentity(namespaceOf(line), given);
  const login = isLogin(path);
  const parent = login ? presentedBy(line, given) : caller.identity;
  const via = login ? null : caller.credential;
  return [
    { fact: 'credential', credential: child, what: 'issued', at: reading.at, detail: bounded(`${reading.action} by ${caller.principal}`) },
    ...until,
    {
      fact: 'derivation',
      method: login ? 'VaultLogin' : 'TokenCreate',
      at: reading.at,
      parentIdentity: parent ?? holder,
      parentCredential: via,
      child,
      childIdentity: holder,
    },
    { fact: 'holding', identity: login ? holder : caller.identity, credential: child, basis: 'issued', via, from: reading.at },
  ];
}

/** Whose credential of another kind was presented at a login, as the method's metadata says. */
function presentedBy(line: Fields, given: unknown): IdentityRef | null {
  const meta = at(given, 'metadata');
  const account = textAt(meta, 'service_account_name');
  const namespace = textAt(meta, 'service_account_namespace');
  if (account !== '' && namespace !== '') return kubernetesServiceAccount('unknown', namespace, account);
  const aws = identityOfArn(textAt(meta, 'canonical_arn') || textAt(meta, 'client_arn'));
  if (aws) return aws;
  const mount = /^auth\/([^/]+)\//.exec(textAt(line, 'request', 'path'))?.[1] ?? '';
  const mountType = textAt(line, 'request', 'mount_type') || mount;
  const user = textAt(meta, 'username');
  if (mountType === 'github' && user !== '')
    return { kind: 'human', provider: 'github', realm: 'github.com', name: user.toLowerCase(), display: bounded(user) };
  const role = textAt(meta, 'role_name') || textAt(meta, 'role');
  const name = user || role || textAt(meta, 'common_name');
  if (name === '') return null;
  return { kind: user === '' ? 'service' : 'human', provider: 'vault', realm: namespaceOf(line), name: `${mount}/${name}`, display: bounded(name) };
}

function wrapFacts(line: Fields, reading: EventReading, caller: Caller): readonly FactReading[] {
  const wrap = at(line, 'response', 'wrap_info');
  const accessor = textAt(wrap, 'accessor');
  if (accessor === '') return [];
  const seconds = Number(textAt(wrap, 'ttl'));
  const child: CredentialRef = {
    kind: 'vault_token',
    id: { plain: accessor },
    display: `wrapping token (${masked(accessor.replace(/^hmac-sha256:/, ''))})`,
    lifetime: 'ephemeral',
    attributes: present({ creationPath: bounded(textAt(wrap, 'creation_path')), wrappedAccessor: textAt(wrap, 'wrapped_accessor'), ttl: textAt(wrap, 'ttl') }),
  };
  return minted(reading, caller, child, caller.identity, 'Wrap', seconds);
}

const kinds: ReadonlyMap<string, CredentialKind> = new Map([
  ['aws', 'access_key'],
  ['gcp', 'access_key'],
  ['alicloud', 'access_key'],
  ['database', 'password'],
  ['ldap', 'password'],
  ['ad', 'password'],
  ['pki', 'certificate'],
  ['ssh', 'ssh_key'],
  ['kubernetes', 'k8s_token'],
]);

/** By the first word of the lease's path, which all that is ever said of a lease has in common; a mount may have a name of its own. */
function kindOfLease(lease: string): CredentialKind {
  return kinds.get(lease.split('/')[0] ?? '') ?? 'api_key';
}

/** A dynamic secret by its lease, which Vault writes in the clear; a certificate by its serial number where that is. */
function leaseFacts(line: Fields, reading: EventReading, caller: Caller, path: string): readonly FactReading[] {
  const lease = textAt(line, 'response', 'secret', 'lease_id');
  const engine = textAt(line, 'request', 'mount_type') || textAt(line, 'response', 'mount_type') || (path.split('/')[0] ?? '');
  const serial = textAt(line, 'response', 'data', 'serial_number');
  const id = lease || (engine === 'pki' && serial !== '' && !serial.startsWith('hmac-') ? serial : '');
  if (id === '' || path.startsWith('sys/leases/')) return [];
  const kind = lease === '' ? 'certificate' : kindOfLease(lease);
  const child: CredentialRef = {
    kind,
    id: { plain: id },
    display: bounded(`${kind.replaceAll('_', ' ')} of ${path}`, 200),
    lifetime: 'ephemeral',
    attributes: present({ path: bounded(path), engine, leaseId: lease, serialNumber: serial }),
  };
  return minted(reading, caller, child, null, 'DynamicSecret', Number.NaN);
}

function minted(
  reading: EventReading,
  caller: Caller,
  child: CredentialRef,
  authority: IdentityRef | null,
  method: string,
  seconds: number,
): readonly FactReading[] {
  const until = Number.isFinite(seconds) && seconds > 0 && seconds < 1e9 ? ((reading.at + Math.round(seconds * 1e6)) as Micros) : null;
  return [
    { fact: 'credential', credential: child, what: 'issued', at: reading.at, detail: bounded(`${reading.action} by ${caller.principal}`) },
    ...(until === null ? [] : [{ fact: 'credential', credential: child, what: 'expires', at: until, detail: 'ttl of the response' } as const]),
    { fact: 'derivation', method, at: reading.at, parentIdentity: caller.identity, parentCredential: caller.credential, child, childIdentity: authority },
    { fact: 'holding', identity: caller.identity, credential: child, basis: 'issued', via: caller.credential, from: reading.at },
  ];
}

function endFacts(line: Fields, reading: EventReading, caller: Caller, path: string): readonly FactReading[] {
  const detail = bounded(`${reading.action} by ${caller.principal}`);
  const ended = endedBy(line, caller, path);
  return ended ? [{ fact: 'credential', credential: ended, what: 'revoked', at: reading.at, detail }] : [];
}

/** `auth/token/revoke` names the token, not its accessor, so it ends nothing that is known here. */
function endedBy(line: Fields, caller: Caller, path: string): CredentialRef | null {
  if (path === 'auth/token/revoke-self') return caller.credential;
  const accessor = textAt(line, 'request', 'data', 'accessor');
  if (path === 'auth/token/revoke-accessor' && accessor !== '') return vaultToken({ accessor });
  const lease = /^sys\/(?:leases\/)?revoke\/(.+)$/.exec(path)?.[1] ?? (path === 'sys/leases/revoke' ? textAt(line, 'request', 'data', 'lease_id') : '');
  if (lease === '' || lease.startsWith('hmac-')) return null;
  const engine = lease.split('/')[0] ?? '';
  return {
    kind: kinds.get(engine) ?? 'api_key',
    id: { plain: lease },
    display: bounded(`lease ${lease}`, 200),
    lifetime: 'ephemeral',
    attributes: { leaseId: lease },
  };
}
