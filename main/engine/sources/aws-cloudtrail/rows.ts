import { isRecord, parseJson, text } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { parseHiveStruct } from './hive-struct.ts';

// The spelling of CloudTrail's own JSON. Athena, CloudTrail Lake and Hive write every name in lower case.
const spelling = new Map(
  (
    'eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage requestParameters responseElements additionalEventData ' +
    'requestID eventID resources eventType apiVersion readOnly recipientAccountId serviceEventDetails sharedEventID vpcEndpointId vpcEndpointAccountId managementEvent eventCategory ' +
    'tlsDetails sessionCredentialFromConsole edgeDeviceDetails insightDetails addendum type principalId arn accountId accessKeyId userName sessionContext invokedBy attributes ' +
    'creationDate mfaAuthenticated sourceIdentity sessionIssuer webIdFederationData federatedProvider ec2RoleDelivery assumedRoot identityProvider credentialId onBehalfOf userId ' +
    'identityStoreArn inScopeOf issuerType credentialsIssuedTo sourceArn sourceAccount tlsVersion cipherSuite clientProvidedHostHeader reason originalEventID'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name]),
);

// Columns of the Log Analytics table AWSCloudTrail:
// https://learn.microsoft.com/azure/azure-monitor/reference/tables/awscloudtrail
const logAnalytics = new Map(
  Object.entries({
    timegenerated: 'eventTime',
    awseventid: 'eventID',
    eventtypename: 'eventType',
    sourceipaddress: 'sourceIPAddress',
    awsrequestid: 'requestID',
    awsrequestid_: 'requestID',
    useridentitytype: 'userIdentity.type',
    useridentityprincipalid: 'userIdentity.principalId',
    useridentityarn: 'userIdentity.arn',
    useridentityaccountid: 'userIdentity.accountId',
    useridentityinvokedby: 'userIdentity.invokedBy',
    useridentityaccesskeyid: 'userIdentity.accessKeyId',
    useridentityusername: 'userIdentity.userName',
    useridentityuserid: 'userIdentity.onBehalfOf.userId',
    useridentitystorearn: 'userIdentity.onBehalfOf.identityStoreArn',
    sessionmfaauthenticated: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
    sessioncreationdate: 'userIdentity.sessionContext.attributes.creationDate',
    sessionissuertype: 'userIdentity.sessionContext.sessionIssuer.type',
    sessionissuerprincipalid: 'userIdentity.sessionContext.sessionIssuer.principalId',
    sessionissuerarn: 'userIdentity.sessionContext.sessionIssuer.arn',
    sessionissueraccountid: 'userIdentity.sessionContext.sessionIssuer.accountId',
    sessionissuerusername: 'userIdentity.sessionContext.sessionIssuer.userName',
    ec2roledelivery: 'userIdentity.sessionContext.ec2RoleDelivery',
    tlsversion: 'tlsDetails.tlsVersion',
    ciphersuite: 'tlsDetails.cipherSuite',
    clientprovidedhostheader: 'tlsDetails.clientProvidedHostHeader',
    // Columns of the workspace itself, not of the record.
    tenantid: '',
    sourcesystem: '',
    operationname: '',
    category: '',
    ipprotocol: '',
    sourceport: '',
    destinationport: '',
    cidrip: '',
  }),
);
// Columns of the console's event history, beside those spelled like the record with spaces in them ("Event name").
const eventHistory: ReadonlyMap<string, readonly string[]> = new Map([
  ['username', ['userIdentity', 'userName']],
  ['awsaccesskey', ['userIdentity', 'accessKeyId']],
  ['accesskeyid', ['userIdentity', 'accessKeyId']],
  ['accesskey', ['userIdentity', 'accessKeyId']],
]);
const structured = new Set([
  'userIdentity',
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'resources',
  'serviceEventDetails',
  'tlsDetails',
  'insightDetails',
  'addendum',
]);
// Only here are the names AWS's own; inside a request they belong to the service and stay as they are.
const respelled = new Set(['userIdentity', 'resources', 'tlsDetails', 'addendum']);

/** Set on a row whose table has no column for errors: there, silence about an error says nothing. No field of CloudTrail. */
export const withoutErrors = 'no column for errors';

/** Where a row keeps the zone that its time column names; no field of CloudTrail. */
export const timeZone = 'eventTime zone';

/** A table row as the record it was made from; empty cells are absent, nested cells are JSON or Hive structs. */
export function trailOfRow(row: Readonly<Record<string, string>>): Fields {
  const columns = Object.keys(row);
  const portal = columns.some((name) => name === 'UserIdentityType' || name === 'UserIdentityArn');
  const trail: Record<string, unknown> = {};
  let errors = false;
  for (const column of columns) {
    const cell = row[column] ?? '';
    const path = knownPath(column, portal);
    const head = path[0];
    errors ||= head === 'errorCode';
    if (head === undefined || head === '__proto__' || cell.trim() === '' || cell === '-' || cell === 'null') continue;
    // The portal writes the zone into the column's name.
    if (head === 'eventTime' && /\[UTC\]$/i.test(column.trim())) trail[timeZone] = 'UTC';
    place(trail, path, path.length === 1 && structured.has(head) ? nested(head, cell) : cell);
  }
  if (!errors) trail[withoutErrors] = true;
  return trail;
}

/** A table row written as a JSON object: names in lower case or of Log Analytics, or nested fields as JSON text. Null for a record as it is. */
export function trailOfObject(value: Fields): Fields | null {
  const written = [...structured].some((name) => typeof value[name] === 'string' && /^\s*[{[]/.test(value[name]));
  const foreign = !Object.hasOwn(value, 'eventName') && (Object.hasOwn(value, 'eventname') || Object.hasOwn(value, 'EventName'));
  if (!written && !foreign) return null;
  const row = Object.fromEntries(
    Object.entries(value).map(([name, cell]) => [name, isRecord(cell) || Array.isArray(cell) ? JSON.stringify(cell) : text(cell)]),
  );
  const trail = trailOfRow(row);
  // Such exports leave out fields without a value; one that kept its version was not cut down to a few columns.
  return trail['eventVersion'] === undefined ? trail : { ...trail, [withoutErrors]: false };
}

const paths = new Map<string, readonly string[]>();

/** A table repeats its columns in every row. */
function knownPath(column: string, portal: boolean): readonly string[] {
  const key = `${portal ? 'p' : 'r'}${column}`;
  let path = paths.get(key);
  if (!path) {
    path = pathOf(column, portal);
    if (paths.size > 2000) paths.clear();
    paths.set(key, path);
  }
  return path;
}

function pathOf(column: string, portal: boolean): readonly string[] {
  const name = column.replace(/\s*\[[^\]]*\]$/, '').trim();
  const known = portal ? logAnalytics.get(name.toLowerCase()) : undefined;
  if (known !== undefined) return known === '' ? [] : known.split('.');
  const [head = '', ...rest] = name.split('.');
  const bare = head.replaceAll(/[\s_-]/g, '').toLowerCase();
  const person = rest.length === 0 ? eventHistory.get(bare) : undefined;
  if (person) return person;
  const first = spelling.get(bare) ?? head;
  return [first, ...rest.map((part) => (respelled.has(first) ? (spelling.get(part.toLowerCase()) ?? part) : part))];
}

function nested(head: string, cell: string): unknown {
  const value = parseJson(cell) ?? parseHiveStruct(cell) ?? cell;
  return respelled.has(head) ? respell(value, head === 'resources') : value;
}

function respell(value: unknown, resources: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => respell(each, resources));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [nameOf(name, resources), respell(inner, resources)]));
}

function nameOf(name: string, resources: boolean): string {
  if (resources && /^arn$/i.test(name)) return 'ARN';
  if (resources && /^arnprefix$/i.test(name)) return 'ARNPrefix';
  return spelling.get(name.toLowerCase()) ?? name;
}

function place(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let here = target;
  for (const part of path.slice(0, -1)) {
    if (part === '__proto__') return;
    const inner = Object.hasOwn(here, part) ? here[part] : undefined;
    const next: Record<string, unknown> = isRecord(inner) ? { ...inner } : {};
    here[part] = next;
    here = next;
  }
  const last = path.at(-1);
  if (last !== undefined && last !== '__proto__' && !Object.hasOwn(here, last)) here[last] = value;
}
