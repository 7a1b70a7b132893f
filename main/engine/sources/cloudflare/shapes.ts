import { at, isRecord, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** What the three kinds of Cloudflare audit record say. */
export interface CloudflareRecord {
  readonly time: string;
  readonly timeField: string;
  readonly action: string;
  /** `true`, `false`, `success` or `failure`, as written. */
  readonly result: string;
  readonly resultField: string;
  /** HTTP status of the call, which only version 2 has. */
  readonly status: string;
  readonly actorId: string;
  readonly actorEmail: string;
  readonly actorType: string;
  readonly tokenId: string;
  readonly tokenName: string;
  readonly address: string;
  readonly userAgent: string;
  readonly owner: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly id: string;
  readonly metadata: Fields;
  readonly ids: Readonly<Record<string, string>>;
}

export function openCloudflare(fields: Fields): CloudflareRecord | null {
  return versionTwo(fields) ?? versionOne(fields) ?? logpush(fields);
}

function versionOne(fields: Fields): CloudflareRecord | null {
  const { action, actor, when } = fields;
  if (!isRecord(action) || textAt(action, 'type') === '' || !isRecord(actor) || when === undefined || !('owner' in fields || 'resource' in fields)) return null;
  return {
    time: text(when),
    timeField: 'when',
    action: textAt(action, 'type'),
    result: textAt(action, 'result'),
    resultField: 'action.result',
    status: '',
    actorId: text(actor['id']),
    actorEmail: text(actor['email']),
    actorType: text(actor['type']),
    tokenId: '',
    tokenName: '',
    address: text(actor['ip']),
    userAgent: '',
    owner: textAt(fields, 'owner', 'id'),
    resourceType: textAt(fields, 'resource', 'type'),
    resourceId: textAt(fields, 'resource', 'id'),
    id: text(fields['id']),
    metadata: record(fields['metadata']),
    ids: { interface: text(fields['interface']), info: textAt(action, 'info') },
  };
}

function versionTwo(fields: Fields): CloudflareRecord | null {
  const { action, actor, account } = fields;
  if (!isRecord(action) || textAt(action, 'time') === '' || textAt(action, 'type') === '' || !isRecord(actor) || !isRecord(account)) return null;
  return {
    time: textAt(action, 'time'),
    timeField: 'action.time',
    action: [textAt(fields, 'resource', 'product'), textAt(fields, 'resource', 'type'), textAt(action, 'type')].filter((part) => part !== '').join('_'),
    result: textAt(action, 'result'),
    resultField: 'action.result',
    status: textAt(fields, 'raw', 'status_code'),
    actorId: text(actor['id']),
    actorEmail: text(actor['email']),
    actorType: text(actor['type']),
    tokenId: text(actor['token_id']),
    tokenName: text(actor['token_name']),
    address: text(actor['ip_address']),
    userAgent: textAt(fields, 'raw', 'user_agent'),
    owner: text(account['id']),
    resourceType: textAt(fields, 'resource', 'type'),
    resourceId: textAt(fields, 'resource', 'id'),
    id: text(fields['id']),
    metadata: record(at(fields, 'resource', 'response')),
    ids: {
      context: text(actor['context']),
      ray: textAt(fields, 'raw', 'cf_ray_id'),
      method: textAt(fields, 'raw', 'method'),
      uri: textAt(fields, 'raw', 'uri'),
      description: textAt(action, 'description'),
    },
  };
}

function logpush(fields: Fields): CloudflareRecord | null {
  if (text(fields['ActionType']) === '' || !('When' in fields) || !('ActorID' in fields || 'ActorEmail' in fields)) return null;
  return {
    time: text(fields['When']),
    timeField: 'When',
    action: text(fields['ActionType']),
    result: text(fields['ActionResult']),
    resultField: 'ActionResult',
    status: '',
    actorId: text(fields['ActorID']),
    actorEmail: text(fields['ActorEmail']),
    actorType: text(fields['ActorType']),
    tokenId: '',
    tokenName: '',
    address: text(fields['ActorIP']),
    userAgent: '',
    owner: text(fields['OwnerID']),
    resourceType: text(fields['ResourceType']),
    resourceId: text(fields['ResourceID']),
    id: text(fields['ID']),
    metadata: record(fields['Metadata']),
    ids: { interface: text(fields['Interface']) },
  };
}
