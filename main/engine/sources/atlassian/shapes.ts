import type { Micros, ParsedTime } from '../../../../shared/time.ts';
import { at, isRecord, list, readTime, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** What every Atlassian audit record says, whichever product and deployment wrote it. */
export interface AtlassianRecord {
  readonly shape: 'data-center' | 'confluence-cloud' | 'jira' | 'organisation';
  readonly time: unknown;
  readonly timeField: string;
  /** The key of the action where there is one: the words beside it are in the language of the server. */
  readonly action: string;
  readonly actionField: string;
  readonly words: string;
  readonly category: string;
  /** Name that the author logs in with, else an id. */
  readonly author: string;
  readonly authorDisplay: string;
  readonly address: string;
  readonly realm: string;
  readonly things: readonly { readonly kind: string; readonly id: string; readonly name: string }[];
  readonly id: string;
  readonly ids: Readonly<Record<string, string>>;
}

/** Recognises one of the four shapes. */
export function openAtlassian(fields: Fields): AtlassianRecord | null {
  return dataCenter(fields) ?? confluenceCloud(fields) ?? jira(fields) ?? organisation(fields);
}

/** Data Center: the auditing REST API and the audit files on disk, where the time is in seconds and nanoseconds. */
function dataCenter(fields: Fields): AtlassianRecord | null {
  const type = record(fields['auditType'] ?? fields['type']);
  const author = fields['author'];
  if (!isRecord(author) || fields['timestamp'] === undefined || text(type['action']) === '' || !('affectedObjects' in fields || 'extraAttributes' in fields))
    return null;
  const key = text(type['actionI18nKey']);
  return {
    shape: 'data-center',
    time: fields['timestamp'],
    timeField: 'timestamp',
    action: key || text(type['action']),
    actionField: key === '' ? 'type.action' : 'type.actionI18nKey',
    words: text(type['action']),
    category: text(type['category']),
    author: loginIn(textAt(author, 'uri')) || text(author['name']) || text(author['id']),
    authorDisplay: text(author['name']),
    address: text(fields['source']),
    realm: hostOf(text(fields['system'])),
    things: list(fields['affectedObjects']).map((one) => ({ kind: textAt(one, 'type'), id: textAt(one, 'id'), name: textAt(one, 'name') })),
    id: '',
    ids: {
      words: text(type['action']),
      category: text(type['category']),
      method: text(fields['method']),
      node: text(fields['node']),
      authorId: textAt(author, 'id'),
      ...extras(fields),
    },
  };
}

function confluenceCloud(fields: Fields): AtlassianRecord | null {
  const { author, summary, creationDate } = fields;
  if (!isRecord(author) || text(summary) === '' || creationDate === undefined || !('remoteAddress' in fields || 'affectedObject' in fields)) return null;
  const things = [fields['affectedObject'], ...list(fields['associatedObjects'])];
  return {
    shape: 'confluence-cloud',
    time: creationDate,
    timeField: 'creationDate',
    action: text(summary),
    actionField: 'summary',
    words: text(summary),
    category: text(fields['category']),
    author: text(author['accountId']) || text(author['username']) || text(author['displayName']),
    authorDisplay: text(author['displayName']),
    address: text(fields['remoteAddress']),
    realm: 'confluence-cloud',
    things: things.map((one) => ({ kind: textAt(one, 'objectType'), id: '', name: textAt(one, 'name') })),
    id: '',
    ids: {
      category: text(fields['category']),
      description: text(fields['description']),
      accountType: text(author['accountType']),
      sysAdmin: text(fields['sysAdmin']),
    },
  };
}

function jira(fields: Fields): AtlassianRecord | null {
  if (
    text(fields['summary']) === '' ||
    text(fields['created']) === '' ||
    text(fields['category']) === '' ||
    !('objectItem' in fields || 'eventSource' in fields)
  )
    return null;
  const things = [fields['objectItem'], ...list(fields['associatedItems'])];
  return {
    shape: 'jira',
    time: fields['created'],
    timeField: 'created',
    action: text(fields['summary']),
    actionField: 'summary',
    words: text(fields['summary']),
    category: text(fields['category']),
    author: text(fields['authorAccountId']) || text(fields['authorKey']),
    authorDisplay: text(fields['authorKey']) || text(fields['authorAccountId']),
    address: text(fields['remoteAddress']),
    realm: 'jira',
    things: things.map((one) => ({ kind: textAt(one, 'typeName'), id: textAt(one, 'id'), name: textAt(one, 'name') })),
    id: text(fields['id']),
    ids: { category: text(fields['category']), eventSource: text(fields['eventSource']), description: text(fields['description']) },
  };
}

/** The audit log of an Atlassian organisation (admin.atlassian.com), which also covers Bitbucket Cloud and Atlassian Guard. */
function organisation(fields: Fields): AtlassianRecord | null {
  const { attributes } = fields;
  const action = textAt(attributes, 'action');
  if (!isRecord(attributes) || action === '' || textAt(attributes, 'time') === '' || !isRecord(attributes['actor'])) return null;
  const actor = attributes['actor'];
  return {
    shape: 'organisation',
    time: attributes['time'],
    timeField: 'attributes.time',
    action,
    actionField: 'attributes.action',
    words: action,
    category: text(fields['type']),
    author: text(actor['id']) || text(actor['email']),
    authorDisplay: text(actor['email']) || text(actor['name']) || text(actor['id']),
    address: textAt(attributes, 'location', 'ip'),
    realm: textAt(list(attributes['container'])[0], 'id') || 'organisation',
    things: list(attributes['context']).map((one) => ({ kind: textAt(one, 'type'), id: textAt(one, 'id'), name: textAt(one, 'attributes', 'name') })),
    id: text(fields['id']),
    ids: { authType: textAt(actor, 'auth', 'authType'), tokenId: textAt(actor, 'auth', 'tokenId'), tokenLabel: textAt(actor, 'auth', 'tokenLabel') },
  };
}

/** The login name inside the author's address: `?username=jo` in Confluence, `/users/jo` in Bitbucket. */
function loginIn(uri: string): string {
  const found = /[?&]username=([^&#]+)/.exec(uri)?.[1] ?? /\/users\/([^/?#]+)\/?$/.exec(uri)?.[1] ?? '';
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

function hostOf(system: string): string {
  return system.replace(/^https?:\/\//i, '').replace(/\/.*$/, '') || 'unknown';
}

function extras(fields: Fields): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const one of list(fields['extraAttributes'])) {
    const name = textAt(one, 'name');
    if (name !== '' && name !== '__proto__' && Object.keys(found).length < 20) found[name] = text(at(one, 'value'));
  }
  return found;
}

/** ISO, milliseconds since 1970, or `{epochSecond, nano}` as the audit files have it. */
export function readAtlassianTime(value: unknown): ParsedTime | null {
  const seconds = at(value, 'epochSecond');
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds) || Math.abs(seconds) > 8e9) return readTime(value);
  const nano = at(value, 'nano');
  const micros = typeof nano === 'number' && nano >= 0 && nano < 1e9 ? Math.floor(nano / 1000) : 0;
  return { at: (seconds * 1_000_000 + micros) as Micros, zoned: true };
}
