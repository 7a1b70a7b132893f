import type { CredentialRef, FactReading, IdentityRef, Plane } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { activitySource, basis, bounded, masked, outcomeOf, rungOfHttp, someone, text, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';
import { openCloudflare } from './shapes.ts';
import type { CloudflareRecord } from './shapes.ts';

export const cloudflare = activitySource({
  id: 'cloudflare',
  title: 'Cloudflare audit logs',
  version: '1',
  docs: [
    { title: 'Audit logs (version 1)', url: 'https://developers.cloudflare.com/fundamentals/account/account-security/review-audit-logs/', read: null },
    { title: 'Audit logs (version 2)', url: 'https://developers.cloudflare.com/fundamentals/account/account-security/audit-logs/', read: null },
    {
      title: 'Logpush: audit logs dataset',
      url: 'https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/audit_logs/',
      read: null,
    },
  ],
  framing: 'audit log API versions 1 and 2 ({"result"}), Logpush (JSON lines)',
  marks: 'action.type with action.result, actor and owner or account, or the columns of Logpush',
  open: (fields) => (openCloudflare(fields) ? [fields] : []),
  read,
});

function read(fields: Fields): Act | { readonly skip: string } {
  const found = openCloudflare(fields);
  if (!found) return { skip: 'The record is of none of the shapes of a Cloudflare audit log.' };
  const identity = whoActed(found);
  const outcome = readOutcome(found);
  return {
    time: found.time,
    timeField: found.timeField,
    action: `cloudflare:${found.action}`,
    plane: planeOf(found),
    outcome,
    identity,
    principal: found.actorEmail || found.actorId || found.actorType,
    credential: found.tokenId === '' ? null : apiToken(found.tokenId, found.tokenName),
    resources: found.resourceId === '' ? [] : [thing('cloudflare', found.resourceType, found.resourceId)],
    address: found.address,
    userAgent: found.userAgent,
    vendorId: found.id,
    ids: { ...found.ids, owner: found.owner, token_name: text(found.metadata['token_name']) },
    facts: (at) => (outcome.rung === 4 ? factsOf(found, identity, at) : []),
  };
}

function readOutcome(found: CloudflareRecord): Outcome {
  const said = outcomeOf(found.resultField, found.result, { true: 4, success: 4, false: 3, failure: 3 });
  if (said.rung !== 3) return said;
  const status = Number(found.status);
  if (status >= 400) return { rung: rungOfHttp(status), basis: [...said.basis, basis('raw.status_code', found.status)] };
  if (/login|2fa|two_factor/i.test(found.action)) return { rung: 1, basis: [...said.basis, basis('action.type', found.action)] };
  return said;
}

function whoActed(found: CloudflareRecord): IdentityRef {
  const name = found.actorId || found.actorEmail;
  const type = found.actorType.toLowerCase();
  if (name === '' && /cloudflare|system/.test(type)) return someone('provider', 'cloudflare', 'cloudflare', found.actorType);
  return someone(/^(user|admin|account)?$/.test(type) ? 'human' : 'application', 'cloudflare', found.owner, name, found.actorEmail || found.actorId);
}

function apiToken(id: string, name: string): CredentialRef {
  return {
    kind: 'api_key',
    id: { plain: `cloudflare:${bounded(id, 100)}` },
    display: name === '' ? `API token ${masked(bounded(id, 60))}` : `API token “${bounded(name, 80)}”`,
    lifetime: 'unknown',
    attributes: {},
  };
}

/** API tokens are known by their tag; the global API key of a user has none and is named by its owner. */
function factsOf(found: CloudflareRecord, identity: IdentityRef, at: Micros): readonly FactReading[] {
  const action = found.action.toLowerCase();
  const tag = text(found.metadata['token_tag']) || text(found.metadata['token_id']);
  if (/api_key/.test(action) && found.actorId !== '') {
    const key: CredentialRef = {
      kind: 'api_key',
      id: { plain: `cloudflare-global:${bounded(found.actorId, 100)}` },
      display: `global API key of ${bounded(found.actorEmail || found.actorId, 100)}`,
      lifetime: 'static',
      attributes: {},
    };
    if (action.includes('view')) return [{ fact: 'holding', identity, credential: key, basis: 'exposed', via: null, from: at }];
    const what = action.includes('rotate') ? 'rotated' : action.includes('create') ? 'issued' : null;
    return what === null ? [] : [{ fact: 'credential', credential: key, what, at, detail: `audit log: ${found.action}` }];
  }
  if (tag === '' || !action.includes('token')) return [];
  const token = apiToken(tag, text(found.metadata['token_name']));
  if (/create/.test(action)) {
    return [
      { fact: 'credential', credential: token, what: 'issued', at, detail: `audit log: ${found.action}` },
      { fact: 'holding', identity, credential: token, basis: 'issued', via: null, from: at },
    ];
  }
  const what = /revoke|delete/.test(action) ? 'revoked' : /roll|rotate/.test(action) ? 'rotated' : null;
  return what === null ? [] : [{ fact: 'credential', credential: token, what, at, detail: `audit log: ${found.action}` }];
}

function planeOf(found: CloudflareRecord): Plane {
  const said = `${found.action} ${found.resourceType}`.toLowerCase();
  if (/token|api_key|secret|certificate|key_/.test(said)) return 'secrets';
  if (/login|logout|member|user|role|2fa|access/.test(said)) return 'identity';
  if (/dns|zone|firewall|tunnel|load_balanc|waf|ssl/.test(said)) return 'network';
  if (/worker|pages|deploy/.test(said)) return 'delivery';
  if (/r2|kv|d1|queue|stream|image/.test(said)) return 'data';
  return 'management';
}
