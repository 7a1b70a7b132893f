import { expect, test } from 'vitest';
import type { CredentialRef, EventReading, FactReading, IdentityRef } from '../../shared/model.ts';
import { identityKey } from '../../shared/model.ts';
import type { FramedRecord, Source } from '../../main/engine/sources/source.ts';
import { awsCloudTrail } from '../../main/engine/sources/aws-cloudtrail/source.ts';
import { githubAudit } from '../../main/engine/sources/github-audit/source.ts';
import { kubernetesAudit } from '../../main/engine/sources/kubernetes-audit/source.ts';
import { oidcToken } from '../../main/engine/sources/oidc-token/source.ts';
import { opaDecisions } from '../../main/engine/sources/opa-decisions/source.ts';
import { spire } from '../../main/engine/sources/spire/source.ts';
import { vaultAudit } from '../../main/engine/sources/vault-audit/source.ts';

interface Read {
  readonly events: readonly EventReading[];
  readonly facts: readonly FactReading[];
}

function read(source: Source, value: unknown): Read {
  const framed: FramedRecord = typeof value === 'string' ? { form: 'text', text: value } : { form: 'json', value, within: '' };
  const reading = source.read(framed);
  if (reading.kind !== 'read') throw new Error(reading.message);
  return reading;
}

const key = (credential: CredentialRef | null | undefined) => (credential && 'plain' in credential.id ? `${credential.kind}:${credential.id.plain}` : null);
const holders = ({ facts }: Read): readonly IdentityRef[] => facts.flatMap((fact) => (fact.fact === 'holding' ? [fact.identity] : []));
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = (claims: object) => `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}.c2lnbmF0dXJl`;

const jti = '00000000-0000-4000-8000-00000000f001';
const account = 'system:serviceaccount:shop:checkout';
const inCluster = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID: '00000000-0000-4000-8000-000000000001',
  stage: 'ResponseComplete',
  verb: 'get',
  requestURI: '/api/v1/pods',
  requestReceivedTimestamp: '2026-03-03T10:00:00.000000Z',
  responseStatus: { code: 200 },
};

test('a cluster’s token is the same credential as text, in the audit log and in a decision', () => {
  const claims = { iss: 'https://kubernetes.example.com', sub: account, jti, exp: 1772539200, 'kubernetes.io': { namespace: 'shop' } };
  const used = read(kubernetesAudit, { ...inCluster, user: { username: account, extra: { 'authentication.kubernetes.io/credential-id': [`JTI=${jti}`] } } });
  const decided = read(opaDecisions, {
    decision_id: 'd1',
    path: 'authz/allow',
    input: { token: token(claims) },
    result: true,
    timestamp: '2026-03-03T10:00:00Z',
  });
  const described = read(oidcToken, token(claims)).facts.find((fact) => fact.fact === 'credential');
  const expected = `k8s_token:${jti}`;
  expect([key(used.events[0]?.credential), key(decided.events[0]?.credential), key(described?.credential)]).toEqual([expected, expected, expected]);
});

test('the AWS session that signed in to a cluster is the session of CloudTrail', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/ci-deploy/GitHubActions';
  const inEks = read(kubernetesAudit, {
    ...inCluster,
    user: { username: 'deployer', extra: { accessKeyId: ['ASIAEXAMPLECI0000001'], arn: [arn], sessionName: ['GitHubActions'] } },
  });
  const inAws = read(awsCloudTrail, {
    eventVersion: '1.09',
    eventSource: 'eks.amazonaws.com',
    eventName: 'DescribeCluster',
    eventTime: '2026-03-03T10:00:00Z',
    userIdentity: { type: 'AssumedRole', arn, accountId: '111122223333', accessKeyId: 'ASIAEXAMPLECI0000001', sessionContext: {} },
  });
  expect(key(inEks.events[0]?.credential)).toBe(key(inAws.events[0]?.credential));
  expect(holders(inEks).map(identityKey)).toContain(identityKey(inAws.events[0]!.identity));
});

test('a SPIFFE ID is the same identity in a token, in SPIRE’s log and in a decision', () => {
  const id = 'spiffe://example.org/shop/checkout';
  const described = read(oidcToken, token({ iss: 'https://spire.example.org', sub: id, jti: 's1', exp: 1772539200 }));
  const signed = read(
    spire,
    `time="2026-03-03T10:00:00Z" level=debug msg="Signed X509 SVID" caller_id="spiffe://example.org/spire/agent/n1" expiration="2026-03-03T11:00:00Z" spiffe_id="${id}" subsystem_name=api`,
  );
  const decided = read(opaDecisions, {
    decision_id: 'd2',
    path: 'authz/allow',
    input: { attributes: { source: { principal: id } } },
    result: false,
    timestamp: '2026-03-03T10:00:00Z',
  });
  const expected = `spiffe:example.org:${id}`;
  expect(holders(described).map(identityKey)).toContain(expected);
  expect(holders(signed).map(identityKey)).toContain(expected);
  expect(identityKey(decided.events[0]!.identity)).toBe(expected);
});

test('who signs in to Vault is who GitHub, AWS and the cluster know', () => {
  const login = (path: string, metadata: object) => {
    const line = {
      time: '2026-03-03T10:00:00Z',
      type: 'response',
      request: { id: 'r1', operation: 'update', path },
      response: { auth: { accessor: 'hmac-sha256:1', display_name: 'x', metadata } },
    };
    const minted = read(vaultAudit, line).facts.find((fact) => fact.fact === 'derivation');
    return minted?.parentIdentity ? identityKey(minted.parentIdentity) : null;
  };
  const pushed = read(githubAudit, {
    action: 'git.push',
    actor: 'Alice-Example',
    '@timestamp': 1772532000000,
    _document_id: 'x',
    org: 'example-org',
    repo: 'example-org/shop',
  });
  expect(login('auth/github/login', { username: 'alice-example', org: 'example-org' })).toBe(identityKey(pushed.events[0]!.identity));
  expect(login('auth/aws/login', { canonical_arn: 'arn:aws:iam::111122223333:role/ci-deploy' })).toBe('aws:111122223333:role/ci-deploy');
  expect(login('auth/kubernetes/login', { service_account_name: 'checkout', service_account_namespace: 'shop' })).toBe(`kubernetes:unknown:${account}`);
});
