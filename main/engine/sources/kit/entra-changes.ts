import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { entraKey, entraPassword, entraServicePrincipal, ownedBy } from './entra-names.ts';
import { parseJson, present } from './values.ts';

/** A change of the directory that took effect, as Entra's own audit log and Microsoft 365's copy of it both tell it. */
export interface DirectoryChange {
  /** The activity without its closing full stop. */
  readonly activity: string;
  readonly at: Micros;
  readonly initiator: IdentityRef;
  readonly via: CredentialRef | null;
  readonly target: IdentityRef | null;
  /** Property name to its old and new value, as written. */
  readonly changed: ReadonlyMap<string, { readonly old: string; readonly new: string }>;
  readonly reason: string;
}

/** What a change means for credentials: keys added and removed, passwords reset, sessions revoked, consent given. */
export function factsOfChange(change: DirectoryChange): readonly FactReading[] {
  const { activity, target, initiator, at } = change;
  const facts: FactReading[] = [...keyFacts(change), ...consentFacts(change)];
  if (!target) return facts;
  const said = (credential: CredentialRef, what: 'issued' | 'rotated' | 'deleted' | 'activated' | 'deactivated'): void => {
    facts.push({ fact: 'credential', credential, what, at, detail: `${activity} by ${initiator.display}` });
  };
  if (/^(reset user password|change user password|change password|reset password)\b/i.test(activity)) said(entraPassword(target), 'rotated');
  if (/^disable account$/i.test(activity)) said(entraPassword(target), 'deactivated');
  if (/^enable account$/i.test(activity)) said(entraPassword(target), 'activated');
  if (/^(hard )?delete user$/i.test(activity)) said(entraPassword(target), 'deleted');
  if (/^(user|admin) (registered|deleted|updated) (all required )?security info/i.test(activity)) {
    const device = ownedBy('mfa_device', target, methodIn(change.reason), `${methodIn(change.reason)} of ${target.display}`);
    said(device, /deleted/i.test(activity) ? 'deleted' : /updated/i.test(activity) ? 'rotated' : 'issued');
  }
  if (/^(update stsrefreshtokenvalidfrom timestamp|revoke sign-?in sessions|revoke user sessions|user revoked sessions)/i.test(activity)) {
    facts.push({ fact: 'session_revocation', identity: target, issuedBefore: at, at });
  }
  if (/^(add|remove) (eligible )?member (to|from) role/i.test(activity)) {
    const role = unquoted(change.changed.get('Role.DisplayName')?.new ?? '') || unquoted(change.changed.get('Role.DisplayName')?.old ?? '');
    if (role !== '') facts.push({ fact: 'identity', identity: target, attributes: present({ [/^add/i.test(activity) ? 'roleAdded' : 'roleRemoved']: role }) });
  }
  return facts;
}

/** "User registered Authenticator App with Code": the method is what stands after the verb. */
function methodIn(reason: string): string {
  return /(?:registered|deleted|updated|changed)\s+(.{2,60}?)\.?$/i.exec(reason.trim())?.[1] ?? 'security info';
}

/** The keys of an application or service principal: `[KeyIdentifier=…,KeyType=Password,KeyUsage=Verify,DisplayName=…]`. */
export interface DirectoryKey {
  readonly id: string;
  readonly kind: 'api_key' | 'certificate';
  readonly name: string;
}

/** Reads the value of KeyDescription: a JSON list of texts, or one such text. */
export function readKeys(value: string): readonly DirectoryKey[] {
  const found: DirectoryKey[] = [];
  for (const [, body = ''] of value.matchAll(/\[?(KeyIdentifier=[^\]]*)\]/gi)) {
    const part = (name: string): string => new RegExp(`${name}=([^,\\]"\\\\]*)`, 'i').exec(body)?.[1]?.trim() ?? '';
    const id = part('KeyIdentifier');
    if (id === '' || found.some((key) => key.id === id)) continue;
    found.push({ id, kind: /password|symmetric$/i.test(part('KeyType')) ? 'api_key' : 'certificate', name: part('DisplayName') });
  }
  return found;
}

function keyFacts({ activity, at, initiator, via, target, changed }: DirectoryChange): readonly FactReading[] {
  const described = changed.get('KeyDescription');
  if (!described) return [];
  const before = readKeys(described.old);
  const after = readKeys(described.new);
  const added = after.filter(({ id }) => before.every((key) => key.id !== id));
  const removed = before.filter(({ id }) => after.every((key) => key.id !== id));
  const detail = `${activity} by ${initiator.display}`;
  return [
    ...added.flatMap((key): readonly FactReading[] => {
      const credential = entraKey(key.kind, key.id, key.name, { owner: target?.name ?? '' });
      return [
        { fact: 'credential', credential, what: 'issued', at, detail },
        { fact: 'derivation', method: 'AddCredential', at, parentIdentity: initiator, parentCredential: via, child: credential, childIdentity: target },
        { fact: 'holding', identity: initiator, credential, basis: 'issued', via, from: at },
        ...(target ? [{ fact: 'holding', identity: target, credential, basis: 'issued', via: null, from: at } as const] : []),
      ];
    }),
    ...removed.map((key): FactReading => ({
      fact: 'credential',
      credential: entraKey(key.kind, key.id, key.name, { owner: target?.name ?? '' }),
      what: 'deleted',
      at,
      detail,
    })),
  ];
}

/** Consent: the client may use a resource with these scopes, for one person or for everybody. */
function consentFacts({ activity, at, initiator, via, target, changed }: DirectoryChange): readonly FactReading[] {
  const isGrant = /^(add|remove) (delegated permission grant|oauth2permissiongrant|app role assignment to service principal)$/i.test(activity);
  const client = unquoted(changed.get('ServicePrincipal.ObjectID')?.new || changed.get('ServicePrincipal.ObjectID')?.old || '');
  if (!isGrant || client === '' || !target) return [];
  const pick = (name: string): string => unquoted(changed.get(name)?.new || changed.get(name)?.old || '');
  const holder = entraServicePrincipal(target.realm, { objectId: client, appId: '' }, pick('ServicePrincipal.DisplayName'));
  const scopes = pick('DelegatedPermissionGrant.Scope') || pick('AppRole.Value');
  const grant: CredentialRef = {
    ...ownedBy('oauth_grant', holder, target.name, `consent for ${holder.display} to ${target.display}`),
    attributes: present({ scopes, consentType: pick('DelegatedPermissionGrant.ConsentType'), resource: target.display }),
  };
  const detail = `${activity} by ${initiator.display}: ${scopes}`;
  if (/^remove/i.test(activity)) return [{ fact: 'credential', credential: grant, what: 'revoked', at, detail }];
  return [
    { fact: 'credential', credential: grant, what: 'issued', at, detail },
    { fact: 'derivation', method: 'Consent', at, parentIdentity: initiator, parentCredential: via, child: grant, childIdentity: holder },
    { fact: 'holding', identity: holder, credential: grant, basis: 'issued', via: null, from: at },
  ];
}

/** Values stand in JSON: a quoted text, or a list of one. */
export function unquoted(source: string): string {
  const parsed = /^["[]/.test(source.trim()) ? parseJson(source) : source;
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  return typeof first === 'string' ? first.trim() : '';
}
