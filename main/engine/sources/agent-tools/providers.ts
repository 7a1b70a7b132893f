import type { CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { basis, bounded, doneOnRecord, isRecord, masked, record, someone, text, textAt, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

/** The audit log of an OpenAI organisation: `effective_at`, a type, and details under the name of the type. */
export function isOpenAi(fields: Fields): boolean {
  return 'effective_at' in fields && /^[a-z_]+\.[a-z_.]+$/.test(text(fields['type'])) && isRecord(fields['actor']);
}

/** Activities of the Anthropic Compliance API: an actor whose type ends in `_actor`. */
export function isAnthropic(fields: Fields): boolean {
  return text(fields['created_at']) !== '' && text(fields['type']) !== '' && textAt(fields, 'actor', 'type').endsWith('_actor');
}

export function readOpenAi(log: Fields): Act {
  const type = text(log['type']);
  const actor = record(log['actor']);
  const key = record(actor['api_key']);
  const session = record(actor['session']);
  const user = record(session['user'] ?? key['user']);
  const project = textAt(log, 'project', 'id') || 'organization';
  const service = textAt(key, 'service_account', 'id');
  const identity: IdentityRef =
    service === ''
      ? someone('human', 'openai', 'openai', text(user['id']) || text(user['email']), text(user['email']) || text(user['id']))
      : someone('service', 'openai', 'openai', `service/${service}`, service);
  const outcome = providerOutcome(type, 'OpenAI audit log');
  const changed = record(log[type]);
  return {
    time: log['effective_at'],
    timeField: 'effective_at',
    action: `openai:${type}`,
    plane:
      type.includes('api_key') || type.includes('certificate')
        ? 'secrets'
        : /^(login|logout|user|invite|service_account|role|group|scim)/.test(type)
          ? 'identity'
          : 'agent',
    outcome,
    identity,
    realm: project,
    credential: apiKey('openai', text(key['id'])),
    resources: text(changed['id']) === '' ? [] : [thing('openai', type.replace(/\.[a-z_]+$/, ''), text(changed['id']))],
    address: text(session['ip_address']) || text(log['ip_address']),
    userAgent: text(session['user_agent']),
    vendorId: text(log['id']),
    ids: { project, project_name: textAt(log, 'project', 'name'), key_type: text(key['type']) },
    facts: (at) => (outcome.rung === 4 && type.startsWith('api_key.') ? keyFacts(apiKey('openai', text(changed['id'])), type, identity, at) : []),
  };
}

export function readAnthropic(log: Fields): Act {
  const type = text(log['type']);
  const actor = record(log['actor']);
  const kind = text(actor['type']);
  const email = text(actor['email_address']) || text(actor['email']);
  const id = text(actor['user_id']) || text(actor['api_key_id']) || text(actor['service_account_id']) || email;
  const identity = someone(
    kind.startsWith('user') ? 'human' : kind.startsWith('anthropic') ? 'provider' : 'service',
    'anthropic',
    text(log['organization_id']) || text(log['organization_uuid']) || 'anthropic',
    id,
    email || id,
  );
  const key = text(log['api_key_id']) || text(log['admin_api_key_id']);
  const outcome = providerOutcome(type, 'Anthropic activity log');
  return {
    time: log['created_at'],
    timeField: 'created_at',
    action: `anthropic:${type}`,
    plane: type.includes('api_key') ? 'secrets' : /login|logout|sign|sso|user|member|role|invite|scim/.test(type) ? 'identity' : 'agent',
    outcome,
    identity,
    credential: apiKey('anthropic', text(actor['api_key_id']) || text(actor['admin_api_key_id'])),
    resources: [
      ...named('conversation', log['claude_chat_id']),
      ...named('project', log['claude_project_id']),
      ...named('api_key', key),
      ...named('file', log['claude_file_id']),
      ...named('workspace', log['workspace_id']),
    ],
    address: text(actor['ip_address']),
    userAgent: text(actor['user_agent']),
    vendorId: text(log['id']),
    ids: { organization: text(log['organization_id']), actor_type: kind },
    facts: (at) => (outcome.rung === 4 && type.includes('api_key') ? keyFacts(apiKey('anthropic', key), type, identity, at) : []),
  };
}

function named(kind: string, id: unknown): readonly ReturnType<typeof thing>[] {
  return text(id) === '' ? [] : [thing('anthropic', kind, text(id))];
}

/** Both providers log what was done; a login that failed has a type of its own. */
function providerOutcome(type: string, log: string): Outcome {
  if (/(login|logout|sso|sign_?in)\w*[._]fail/.test(type)) return { rung: 1, basis: [basis('type', type)] };
  if (/denied|blocked/.test(type)) return { rung: 2, basis: [basis('type', type)] };
  return /fail(ed|ure)?$/.test(type) ? { rung: 3, basis: [basis('type', type)] } : doneOnRecord('type', type, log);
}

function apiKey(provider: string, id: string): CredentialRef | null {
  return id === ''
    ? null
    : { kind: 'api_key', id: { plain: `${provider}:${bounded(id, 200)}` }, display: `API key ${masked(bounded(id, 60))}`, lifetime: 'static', attributes: {} };
}

function keyFacts(key: CredentialRef | null, type: string, identity: IdentityRef, at: Micros): readonly FactReading[] {
  if (!key) return [];
  if (type.endsWith('created')) {
    return [
      { fact: 'credential', credential: key, what: 'issued', at, detail: type },
      { fact: 'holding', identity, credential: key, basis: 'issued', via: null, from: at },
    ];
  }
  return /deleted$|revoked$|archived$/.test(type) ? [{ fact: 'credential', credential: key, what: 'deleted', at, detail: type }] : [];
}
