import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { bounded, masked } from './values.ts';

/** An ARN taken apart; `resource` is everything after the fifth colon. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export function readArn(source: string): Arn | null {
  if (!source.startsWith('arn:')) return null;
  const service = source.indexOf(':', 4) + 1;
  const region = service > 0 ? source.indexOf(':', service) + 1 : 0;
  const account = region > 0 ? source.indexOf(':', region) + 1 : 0;
  const resource = account > 0 ? source.indexOf(':', account) + 1 : 0;
  if (resource === 0) return null;
  return {
    service: source.slice(service, region - 1),
    region: source.slice(region, account - 1),
    account: source.slice(account, resource - 1),
    resource: source.slice(resource),
  };
}

/** IAM names are unique in an account whatever their path, so the path is no part of the name. */
function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function awsUser(account: string, name: string, human: boolean): IdentityRef {
  return { kind: human ? 'human' : 'service', provider: 'aws', realm: account, name: `user/${name}`, display: bounded(name) };
}

export function awsRole(account: string, name: string): IdentityRef {
  return { kind: 'role', provider: 'aws', realm: account, name: `role/${name}`, display: bounded(name) };
}

export function awsRoot(account: string): IdentityRef {
  return { kind: 'human', provider: 'aws', realm: account, name: 'root', display: `root of ${account}` };
}

export function awsInstance(account: string, instanceId: string): IdentityRef {
  return { kind: 'workload', provider: 'aws', realm: account, name: `instance/${instanceId}`, display: instanceId };
}

export function awsFederatedUser(account: string, name: string): IdentityRef {
  return { kind: 'service', provider: 'aws', realm: account, name: `federated-user/${name}`, display: bounded(name) };
}

/** A service acting itself. Service principals are the same in every account. */
export function awsService(host: string): IdentityRef {
  return { kind: 'provider', provider: 'aws', realm: 'aws', name: host, display: host };
}

/** The identity an IAM or STS ARN names; a session's ARN names its role. Null for anything else. */
export function identityOfArn(source: string): IdentityRef | null {
  const arn = readArn(source);
  if (!arn || (arn.service !== 'iam' && arn.service !== 'sts')) return null;
  if (arn.resource === 'root') return awsRoot(arn.account);
  const slash = arn.resource.indexOf('/');
  const kind = arn.resource.slice(0, slash);
  const rest = arn.resource.slice(slash + 1);
  if (slash < 0 || rest === '') return null;
  switch (kind) {
    case 'user':
      return awsUser(arn.account, lastSegment(rest), false);
    case 'role':
      return awsRole(arn.account, lastSegment(rest));
    case 'assumed-role':
      return awsRole(arn.account, rest.split('/')[0] ?? rest);
    case 'federated-user':
      return awsFederatedUser(arn.account, rest);
    default:
      return null;
  }
}

/** The session name in an `assumed-role/ROLE/SESSION` ARN, or empty. */
export function sessionNameOfArn(source: string): string {
  const role = source.indexOf(':assumed-role/');
  const slash = role < 0 ? -1 : source.indexOf('/', role + ':assumed-role/'.length);
  return slash < 0 ? '' : source.slice(slash + 1);
}

/** A long-lived access key: valid until somebody deactivates or deletes it. */
export function awsAccessKey(id: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  return { kind: 'access_key', id: { plain: id }, display: masked(id), lifetime: 'static', attributes };
}

/** Temporary keys. `id` is the access key id where the record has one. */
export function awsSession(id: string, name: string, attributes: Readonly<Record<string, string>> = {}): CredentialRef {
  return { kind: 'session', id: { plain: id }, display: name ? `${bounded(name, 80)} (${masked(id)})` : masked(id), lifetime: 'ephemeral', attributes };
}

/** The console password of a user (`user/NAME`) or of `root`; it has no id of its own. */
export function awsPassword(account: string, owner: string): CredentialRef {
  return { kind: 'password', id: { plain: `${account}:${owner}` }, display: `password of ${lastSegment(owner)}`, lifetime: 'static', attributes: {} };
}
