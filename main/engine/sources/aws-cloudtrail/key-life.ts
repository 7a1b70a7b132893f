import type { CredentialFactKind, CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { identityKey } from '../../../../shared/model.ts';
import { at, awsAccessKey, awsPassword, awsUser, bounded, masked, readTime, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import type { Caller } from './caller.ts';

/** How a call names the long-lived credential that it changes. */
interface Changed {
  readonly what: CredentialFactKind;
  readonly credential: CredentialRef;
  readonly owner: IdentityRef;
  /** Whether the caller got to know the secret, or chose it. */
  readonly handedOut: boolean;
  readonly expires?: string;
}

/** The life of long-lived credentials: created, switched on or off, rotated, deleted. Only calls that took effect get here. */
export function readKeyLife(trail: Fields, event: EventReading, caller: Caller): readonly FactReading[] {
  const changed = event.action.startsWith('iam:')
    ? iamChange(trail, event, caller)
    : event.action.startsWith('ec2:')
      ? keyPairChange(trail, event, caller)
      : null;
  if (!changed) return [];
  const { what, credential, owner, handedOut } = changed;
  // The password is never recorded, and the same call may only change whether it must be set anew at the next sign-in.
  const unsaid = event.action === 'iam:UpdateLoginProfile' ? '; the record does not say whether a new password was set' : '';
  const detail = `${event.action} by ${bounded(caller.principal, 200)}${unsaid}`;
  const ends = readTime(changed.expires);
  const facts: FactReading[] = [{ fact: 'credential', credential, what, at: event.at, detail }];
  if (ends) facts.push({ fact: 'credential', credential, what: 'expires', at: ends.at, detail: `expiration "${changed.expires}"` });
  const [, method = ''] = event.action.split(':');
  // A credential that lived before was not minted by whoever changed it; from then on they hold it.
  if (handedOut && what === 'issued') {
    facts.push({
      fact: 'derivation',
      method,
      at: event.at,
      parentIdentity: caller.identity,
      parentCredential: caller.credential,
      child: credential,
      childIdentity: owner,
    });
  }
  if (handedOut) facts.push({ fact: 'holding', identity: caller.identity, credential, basis: 'issued', via: caller.credential, from: event.at });
  const begins = what === 'issued' || what === 'rotated' || what === 'activated';
  if (begins && !(handedOut && identityKey(owner) === identityKey(caller.identity))) {
    facts.push({ fact: 'holding', identity: owner, credential, basis: 'issued', via: null, from: event.at });
  }
  return facts;
}

function iamChange(trail: Fields, event: EventReading, caller: Caller): Changed | null {
  const request = at(trail, 'requestParameters');
  const response = at(trail, 'responseElements');
  const [, operation = ''] = event.action.split(':');
  const owner = ownerOf(trail, event, caller);
  const change = (what: CredentialFactKind | null, credential: CredentialRef | null, handedOut = false): Changed | null =>
    what && credential ? { what, credential, owner, handedOut } : null;
  const status = statusChange(textAt(request, 'status'));
  switch (operation) {
    case 'CreateAccessKey':
      return change('issued', accessKey(textAt(response, 'accessKey', 'accessKeyId')), true);
    case 'UpdateAccessKey':
      return change(status, accessKey(textAt(request, 'accessKeyId')));
    case 'DeleteAccessKey':
      return change('deleted', accessKey(textAt(request, 'accessKeyId')));
    case 'CreateLoginProfile':
      return change('issued', awsPassword(owner.realm, owner.name), true);
    case 'UpdateLoginProfile':
      return change('rotated', awsPassword(owner.realm, owner.name), true);
    case 'ChangePassword':
      return change('rotated', awsPassword(caller.identity.realm, caller.identity.name), true);
    case 'DeleteLoginProfile':
      return change('deleted', awsPassword(owner.realm, owner.name));
    case 'CreateVirtualMFADevice':
      return change('issued', mfaDevice(textAt(response, 'virtualMFADevice', 'serialNumber')), true);
    case 'EnableMFADevice':
      return change('activated', mfaDevice(textAt(request, 'serialNumber')));
    case 'DeactivateMFADevice':
      return change('deactivated', mfaDevice(textAt(request, 'serialNumber')));
    case 'DeleteVirtualMFADevice':
      return change('deleted', mfaDevice(textAt(request, 'serialNumber')));
    default:
      return otherIamChange(operation, request, response, owner, status);
  }
}

/** Credentials that several calls share, by the ending of the call's name. */
const families: readonly { readonly ending: string; readonly kind: CredentialRef['kind']; readonly answer: string; readonly id: string }[] = [
  { ending: 'ServiceSpecificCredential', kind: 'api_key', answer: 'serviceSpecificCredential', id: 'serviceSpecificCredentialId' },
  { ending: 'SSHPublicKey', kind: 'ssh_key', answer: 'sSHPublicKey', id: 'sSHPublicKeyId' },
  { ending: 'SigningCertificate', kind: 'certificate', answer: 'certificate', id: 'certificateId' },
];

function otherIamChange(operation: string, request: unknown, response: unknown, owner: IdentityRef, status: CredentialFactKind | null): Changed | null {
  const family = families.find(({ ending }) => operation.endsWith(ending));
  if (!family) return null;
  const answer = at(response, family.answer);
  const credential = plain(
    family.kind,
    textAt(answer, family.id) || textAt(request, family.id),
    textAt(answer, 'serviceName') || textAt(request, 'serviceName'),
  );
  const what = lifeOfVerb(/^(Create|Upload|Update|Reset|Delete)/.exec(operation)?.[1] ?? '', status);
  if (!credential || !what) return null;
  return { what, credential, owner, handedOut: what === 'issued' || what === 'rotated', expires: textAt(answer, 'expirationDate') };
}

function lifeOfVerb(verb: string, status: CredentialFactKind | null): CredentialFactKind | null {
  switch (verb) {
    case 'Create':
    case 'Upload':
      return 'issued';
    case 'Reset':
      return 'rotated';
    case 'Delete':
      return 'deleted';
    case 'Update':
      return status;
    default:
      return null;
  }
}

function keyPairChange(trail: Fields, event: EventReading, caller: Caller): Changed | null {
  const name = textAt(trail, 'requestParameters', 'keyName');
  // A name is unique within an account's region only.
  const placed = name === '' ? '' : `${event.realm}:${textAt(trail, 'awsRegion')}:${name}`;
  const id = textAt(trail, 'responseElements', 'keyPairId') || textAt(trail, 'requestParameters', 'keyPairId') || placed;
  const credential = plain('ssh_key', id, textAt(trail, 'requestParameters', 'keyName') || textAt(trail, 'responseElements', 'keyName'));
  if (!credential) return null;
  if (event.action === 'ec2:DeleteKeyPair') return { what: 'deleted', credential, owner: caller.identity, handedOut: false };
  return /^ec2:(Create|Import)KeyPair$/.test(event.action) ? { what: 'issued', credential, owner: caller.identity, handedOut: true } : null;
}

/** IAM takes the caller where a request names no user. */
function ownerOf(trail: Fields, event: EventReading, caller: Caller): IdentityRef {
  const response = at(trail, 'responseElements');
  const name = textAt(trail, 'requestParameters', 'userName') || textAt(response, 'accessKey', 'userName') || textAt(response, 'loginProfile', 'userName');
  return name === '' ? caller.identity : awsUser(event.realm, name, false);
}

function statusChange(status: string): CredentialFactKind | null {
  return status === 'Active' ? 'activated' : /^(Inactive|Expired)$/.test(status) ? 'deactivated' : null;
}

function accessKey(id: string): CredentialRef | null {
  return id === '' ? null : awsAccessKey(id);
}

function mfaDevice(serial: string): CredentialRef | null {
  return plain('mfa_device', serial, serial.slice(serial.lastIndexOf('/') + 1));
}

function plain(kind: CredentialRef['kind'], id: string, name = ''): CredentialRef | null {
  if (id === '') return null;
  return { kind, id: { plain: id }, display: name ? `${bounded(name, 80)} (${masked(id)})` : masked(id), lifetime: 'static', attributes: {} };
}
