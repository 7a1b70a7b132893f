import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatIso } from '../../../../shared/time.ts';
import { readClaims, identityOfClaims } from './azure-claims.ts';
import { azurePlane, azureResource, givesAzureSecrets } from './azure-names.ts';
import { readKeys } from './entra-changes.ts';
import { httpStatus, rungOfHttp } from './http-rung.ts';
import { readLooseOrigin } from './microsoft-address.ts';
import { look, openMicrosoft, said } from './microsoft-record.ts';
import { readMicrosoftTime, remarksOnTime } from './microsoft-time.ts';

const iso = (value: unknown): string | null => {
  const time = readMicrosoftTime(value);
  return time && formatIso(time.at);
};

test.each([
  ['2026-03-02T08:00:00.1234567Z', '2026-03-02T08:00:00.123456Z'],
  ['2026-03-02T9:10:00.702Z', '2026-03-02T09:10:00.702Z'],
  ['8/22/2026 6:11:52 PM', '2026-08-22T18:11:52.000Z'],
  ['3/8/2026 12:06:42 AM +00:00', '2026-03-08T00:06:42.000Z'],
  ['3/8/2026 9:06:42 AM +02:00', '2026-03-08T07:06:42.000Z'],
  ['06/03/2026, 10:00:00.500', '2026-03-06T10:00:00.500Z'],
  ['22/08/2026 18:11:52', '2026-08-22T18:11:52.000Z'],
  ['/Date(1772449260000)/', '2026-03-02T11:01:00.000Z'],
])('%s is %s', (source, expected) => {
  expect(iso(source)).toBe(expected);
});

test.each(['', 'yesterday', '13/13/2026 1:00:00 PM', '2026-13-01T00:00:00Z', null, {}])('%j is no time', (source) => {
  expect(iso(source)).toBeNull();
});

test('what was taken for granted is said', () => {
  const remarks = (source: string): number => {
    const time = readMicrosoftTime(source);
    return time ? remarksOnTime(source, time, 'time').length : -1;
  };
  expect(remarks('2026-03-02T08:00:00Z')).toBe(0);
  expect(remarks('2026-03-02T08:00:00')).toBe(1);
  expect(remarks('03/04/2026 08:00:00')).toBe(2);
});

test.each([
  ['NAME (203.0.113.7)', '203.0.113.7'],
  ['[NAME (203.0.113.7)]', '203.0.113.7'],
  ['[203.0.113.7]:443', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6:443', '2001:db8:1:2:3:4:5:6'],
  ['2001:db8::7', '2001:db8::7'],
])('%s is the address %s', (source, ip) => {
  expect(readLooseOrigin(source)).toEqual({ ip, origin: null });
});

test('the first field that holds an address counts', () => {
  expect(readLooseOrigin('SERVER (10.900.0.1)', '203.0.113.7:123')).toEqual({ ip: '203.0.113.7', origin: null });
  expect(readLooseOrigin('', 'client.example.com')).toEqual({ ip: null, origin: 'client.example.com' });
  expect(readLooseOrigin('', ' ')).toEqual({ ip: null, origin: null });
});

test.each([
  ['Forbidden (HTTP Status Code: 403)', 403],
  ['404', 404],
  ['Not Found', 404],
  ['NoContent', 204],
  ['99', null],
  ['two hundred', null],
])('%s is the status %j', (source, status) => {
  expect(httpStatus(source)).toBe(status);
});

test('a status stands on a rung', () => {
  expect([200, 204, 302, 401, 403, 404, 409, 429, 500].map(rungOfHttp)).toEqual([4, 4, 4, 1, 2, 3, 3, 3, 3]);
});

test('the same member is found however it is spelled', () => {
  for (const value of [{ userId: 'a' }, { UserId: 'a' }, { user_id: 'a' }, { userid: 'a' }]) expect(said(value, 'userId')).toBe('a');
  for (const value of [{ ipAddress: 'a' }, { IPAddress: 'a' }, { IpAddress: 'a' }]) expect(said(value, 'ipAddress')).toBe('a');
  expect(said({ status: { value: 'Started', localizedValue: 'Gestartet' } }, 'status')).toBe('Started');
  expect(look({ a: null }, 'a', 'b')).toBeUndefined();
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, name) => {
      expect(typeof said(value, name)).toBe('string');
    }),
  );
});

test('columns of the portal and of AzureDiagnostics are members', () => {
  const record = openMicrosoft({
    form: 'row',
    row: { 'Request ID': 'r', 'TimeGenerated [UTC]': 't', requestUri_s: 'u', Claims: '{"oid":"o"}', __proto__: 'x' },
  });
  expect([
    said(record?.outer, 'requestId'),
    said(record?.outer, 'timeGenerated'),
    said(record?.outer, 'requestUri'),
    said(record?.outer, 'claims', 'oid'),
  ]).toEqual(['r', 't', 'u', 'o']);
});

test('resources are one whatever their case, and know their type', () => {
  const id = '/subscriptions/S/resourceGroups/G/providers/Microsoft.Compute/virtualMachines/vm/extensions/e';
  expect(azureResource(id.toUpperCase()).key).toBe(azureResource(id).key);
  expect(azureResource(id).kind).toBe('microsoft.compute/virtualmachines/extensions');
  expect(azureResource('/subscriptions/S').kind).toBe('subscription');
});

test('operations that hand out secrets are told from those that do not', () => {
  const giving = [
    'listKeys/action',
    'listAccountSas/action',
    'listClusterAdminCredential/action',
    'regenerateKey/action',
    'listConnectionStrings/action',
    'publishxml/action',
  ];
  for (const operation of giving) expect([operation, givesAzureSecrets(`Microsoft.X/y/${operation}`)]).toEqual([operation, true]);
  for (const operation of ['read', 'write', 'list/action', 'listUsages/action']) expect(givesAzureSecrets(`Microsoft.X/y/${operation}`)).toBe(false);
  expect(azurePlane('MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE')).toBe('compute');
  expect(azurePlane('Microsoft.Storage/storageAccounts/listKeys/action')).toBe('secrets');
});

test('keys are read from lists, texts and damaged texts', () => {
  const key = '[KeyIdentifier=k-1,KeyType=Password,KeyUsage=Verify,DisplayName=a]';
  const expected = [{ id: 'k-1', kind: 'api_key', name: 'a' }];
  expect(readKeys(JSON.stringify([key]))).toEqual(expected);
  expect(readKeys(key)).toEqual(expected);
  expect(readKeys('["[KeyIdentifier=k-2,KeyType=AsymmetricX509Cert,KeyUsage=Verify,DisplayName=CN=x]"]')[0]?.kind).toBe('certificate');
  for (const odd of ['', '[]', '[KeyIdentifier=', 'null']) expect(readKeys(odd)).toEqual([]);
});

test('claims name people by their name, programs by their object', () => {
  const claims = readClaims({
    'http://schemas.microsoft.com/identity/claims/objectidentifier': 'O',
    'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn': 'a@example.com',
  });
  expect(identityOfClaims(claims).name).toBe('user/a@example.com');
  expect(identityOfClaims(readClaims({ oid: 'O', appid: 'A', idtyp: 'app' })).name).toBe('service-principal/o');
  expect(identityOfClaims(readClaims({ oid: 'O', appid: 'A', idtyp: 'app', xms_mirid: '/x/vm' })).kind).toBe('workload');
  expect(identityOfClaims({}).kind).toBe('anonymous');
});
