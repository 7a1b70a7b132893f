import type { CredentialRef, IdentityRef, Plane } from '../../../../shared/model.ts';
import { activitySource, basis, bounded, doneOnRecord, isRecord, masked, someone, text, thing, unsaid } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';
import { openAtlassian, readAtlassianTime } from './shapes.ts';
import type { AtlassianRecord } from './shapes.ts';

/** Confluence, Jira and Bitbucket (Data Center and Cloud) and Atlassian organisations. */
export const atlassian = activitySource({
  id: 'atlassian',
  title: 'Atlassian audit logs',
  version: '1',
  docs: [
    {
      title: 'Audit log integrations in Data Center',
      url: 'https://confluence.atlassian.com/enterprise/audit-log-integrations-in-data-center-1005330369.html',
      read: null,
    },
    { title: 'Audit log events in Bitbucket', url: 'https://confluence.atlassian.com/bitbucketserver/audit-log-events-776640423.html', read: null },
    { title: 'Confluence Cloud REST API: audit', url: 'https://developer.atlassian.com/cloud/confluence/rest/v1/api-group-audit/', read: null },
    {
      title: 'Jira Cloud REST API: audit records',
      url: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-audit-records/',
      read: null,
    },
    { title: 'Organizations REST API: events', url: 'https://developer.atlassian.com/cloud/admin/organization/rest/api-group-events/', read: null },
  ],
  framing: 'REST pages ({"entities"}, {"results"}, {"records"}, {"data"}), audit files of Data Center (JSON lines)',
  marks: 'an author, an action with its category and affected objects, as Atlassian’s audit logs have them',
  open: (fields) => (openAtlassian(fields) ? [fields] : []),
  read,
});

function read(fields: Fields): Act | { readonly skip: string } {
  const found = openAtlassian(fields);
  if (!found) return { skip: 'The record is of none of the four shapes of an Atlassian audit log.' };
  const identity = readAuthor(found);
  return {
    time: isRecord(found.time) ? JSON.stringify(found.time) : found.time,
    timeField: found.timeField,
    readTime: () => readAtlassianTime(found.time),
    action: `${found.shape}:${found.action}`,
    plane: planeOf(found),
    outcome: outcomeOfRecord(found),
    identity,
    principal: found.authorDisplay || found.author,
    credential: readToken(found),
    resources: found.things
      .filter(({ id, name }) => id !== '' || name !== '')
      .map(({ kind, id, name }) => thing(`atlassian:${found.realm}`, kind, id || name, name || id)),
    address: found.address,
    vendorId: found.id === '' ? '' : `${found.shape}/${found.id}`,
    ids: found.ids,
  };
}

function readAuthor(found: AtlassianRecord): IdentityRef {
  const word = found.author.toLowerCase();
  if (word === 'anonymous' || found.ids['authorId'] === '-2')
    return { kind: 'anonymous', provider: 'atlassian', realm: found.realm, name: 'Anonymous', display: 'Anonymous' };
  if (word === 'system' || found.ids['authorId'] === '-1') return someone('provider', 'atlassian', found.realm, 'System');
  return someone('human', 'atlassian', found.realm, found.author, found.authorDisplay);
}

/** Atlassian records what was done. Failed sign-ins and imports, refusals and mere requests are named so in the action. */
function outcomeOfRecord({ action, actionField, words }: AtlassianRecord): Outcome {
  const said = `${action} ${words}`.toLowerCase();
  if (/\bfail(ed|ure)?\b|authenticationfailure|loginfailed|failed$/.test(said))
    return { rung: /authenticat|log ?in|sign ?in|password/.test(said) ? 1 : 3, basis: [basis(actionField, action)] };
  if (/\b(denied|blocked|forbidden)\b|accessdenied/.test(said)) return { rung: 2, basis: [basis(actionField, action)] };
  if (/(request|requested|started)$/.test(said)) return unsaid(actionField, action);
  return doneOnRecord(actionField, action, 'Atlassian audit log');
}

const planeWords: readonly (readonly [words: RegExp, plane: Plane])[] = [
  [/token|ssh key|access key|gpg key|secret|app password/, 'secrets'],
  [/user|group|permission|directory|log ?in|sign ?in|authenticat|password|role/, 'identity'],
  [/pipeline|deploy|build/, 'delivery'],
  [/repositor|branch|pull request|commit|project/, 'source'],
  [/space|page|attachment|issue|export|import|blog/, 'data'],
];

function planeOf({ words, category, action }: AtlassianRecord): Plane {
  const said = [words, action, category].map((word) => word.toLowerCase());
  return (
    planeWords.find(([pattern]) => pattern.test(said[0] ?? ''))?.[1] ??
    planeWords.find(([pattern]) => said.some((word) => pattern.test(word)))?.[1] ??
    'management'
  );
}

/** The API token by which the actor was known, where the organisation's log says so. */
function readToken({ ids }: AtlassianRecord): CredentialRef | null {
  const id = text(ids['tokenId']);
  if (id === '') return null;
  return {
    kind: 'pat',
    id: { plain: bounded(`atlassian:${id}`, 200) },
    display: ids['tokenLabel'] || `token ${masked(bounded(id, 60))}`,
    lifetime: 'unknown',
    attributes: {},
  };
}
