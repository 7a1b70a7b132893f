import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { entraNobody, entraServicePrincipal, entraToken, entraUser, isGuid, tenantOf } from './entra-names.ts';
import { look } from './microsoft-record.ts';
import { readTime } from './times.ts';
import { bounded, isRecord, present, text } from './values.ts';

/** The claims of the token that was presented, by their short names. */
export type Claims = Readonly<Record<string, string>>;

// Azure writes some claims by the names of WS-Federation; AzureDiagnostics makes column names of them.
const shortNames: readonly (readonly [RegExp, string])[] = [
  [/objectidentifier$/i, 'oid'],
  [/claims[/_]upn$/i, 'upn'],
  [/claims[/_]name$/i, 'unique_name'],
  [/claims[/_]emailaddress$/i, 'email'],
  [/claims[/_]tenantid$/i, 'tid'],
  [/claims[/_]scope$/i, 'scp'],
  [/claims[/_]identityprovider$/i, 'idp'],
  [/authnmethodsreferences$/i, 'amr'],
  [/authnclassreference$/i, 'acr'],
  [/claims[/_]nameidentifier$/i, 'sub'],
  [/devicecontext[/_]claims[/_]identifier$/i, 'deviceid'],
];
const kept =
  'aud iss iat nbf exp oid upn unique_name email tid scp idp amr acr sub deviceid appid azp appidacr azpacr idtyp uti ipaddr name sid puid xms_mirid xms_az_rid xms_cc wids groups';
const known = new Set(kept.split(' '));

/** The claims in an object of claims; `Content` is where Azure PowerShell puts them. */
export function readClaims(value: unknown): Claims {
  const inner = isRecord(look(value, 'content')) ? look(value, 'content') : value;
  const claims: Record<string, string> = {};
  for (const [name, cell] of Object.entries(isRecord(inner) ? inner : {})) {
    const short = known.has(name) ? name : shortNames.find(([pattern]) => pattern.test(name))?.[1];
    if (short !== undefined && !(short in claims) && text(cell) !== '') claims[short] = text(cell);
  }
  return claims;
}

/** Who presented the token. `caller` is Azure's own summary: a user principal name, or an object id. */
export function identityOfClaims(claims: Claims, caller = '', tenant = ''): IdentityRef {
  const realm = claims['tid'] ?? (tenantOf(claims['iss'] ?? '') || tenant);
  const mail = [claims['upn'], claims['unique_name'], caller, claims['email']]
    .map((name) => (name ?? '').replace(/^live\.com#/i, ''))
    .find((name) => name.includes('@'));
  const objectId = claims['oid'] ?? (isGuid(caller) ? caller : '');
  const appId = claims['appid'] ?? claims['azp'] ?? '';
  const machine = claims['idtyp'] === 'app' || (mail === undefined && claims['scp'] === undefined && claims['idtyp'] !== 'user');
  if (!machine) return entraUser(realm, mail ?? '', objectId, claims['name'] ?? '');
  if (mail !== undefined && claims['idtyp'] !== 'app') return entraUser(realm, mail, objectId);
  if (objectId === '' && appId === '') return entraNobody(realm);
  const managed = claims['xms_mirid'] !== undefined;
  return entraServicePrincipal(realm, { objectId, appId }, managed ? lastPart(claims['xms_mirid'] ?? '') : '', managed ? 'workload' : 'service');
}

function lastPart(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The token itself, where the claims name it. */
export function tokenOfClaims(claims: Claims): CredentialRef | null {
  const uti = claims['uti'];
  return uti === undefined ? null : entraToken(uti, attributesOf(claims));
}

function attributesOf(claims: Claims): Readonly<Record<string, string>> {
  return present({
    iss: claims['iss'] ?? '',
    aud: claims['aud'] ?? '',
    oid: claims['oid'] ?? '',
    appid: claims['appid'] ?? claims['azp'] ?? '',
    scp: bounded(claims['scp'] ?? '', 300),
    amr: claims['amr'] ?? '',
    idtyp: claims['idtyp'] ?? '',
    deviceid: claims['deviceid'] ?? '',
    managedIdentityResource: claims['xms_mirid'] ?? '',
    clientAuthentication: { '0': 'public client', '1': 'client secret', '2': 'certificate' }[claims['appidacr'] ?? claims['azpacr'] ?? ''] ?? '',
  });
}

/** What the claims state of the token and of who holds it: issued, expires, the session it belongs to. */
export function factsOfClaims(claims: Claims, identity: IdentityRef): readonly FactReading[] {
  const token = tokenOfClaims(claims);
  const facts: FactReading[] = [];
  if (identity.kind !== 'anonymous') {
    const attributes = present({
      objectId: claims['oid'] ?? '',
      tenantId: claims['tid'] ?? '',
      appId: claims['appid'] ?? '',
      name: claims['name'] ?? '',
      managedIdentityResource: claims['xms_mirid'] ?? '',
    });
    if (Object.keys(attributes).length > 0) facts.push({ fact: 'identity', identity, attributes });
  }
  if (!token) return facts;
  const issued = readTime(claims['iat'] ?? '')?.at;
  const ends = readTime(claims['exp'] ?? '')?.at;
  if (issued !== undefined) {
    facts.push({ fact: 'credential', credential: token, what: 'issued', at: issued, detail: `iat ${claims['iat']}` });
    if (identity.kind !== 'anonymous') facts.push({ fact: 'holding', identity, credential: token, basis: 'issued', via: null, from: issued });
  }
  if (ends !== undefined) facts.push({ fact: 'credential', credential: token, what: 'expires', at: ends, detail: `exp ${claims['exp']}` });
  return facts;
}

/** Claims worth keeping beside an event. */
export function idsOfClaims(claims: Claims): Readonly<Record<string, string>> {
  return present({
    oid: claims['oid'] ?? '',
    appid: claims['appid'] ?? claims['azp'] ?? '',
    uti: claims['uti'] ?? '',
    ipaddr: claims['ipaddr'] ?? '',
    sid: claims['sid'] ?? '',
    tid: claims['tid'] ?? '',
    scp: bounded(claims['scp'] ?? '', 200),
    amr: claims['amr'] ?? '',
    deviceid: claims['deviceid'] ?? '',
    xms_mirid: claims['xms_mirid'] ?? '',
  });
}
