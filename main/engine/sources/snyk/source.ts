import type { CredentialRef, FactReading, IdentityRef, Plane } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { activitySource, basis, bounded, doneOnRecord, isRecord, masked, record, sessionFacts, someone, text, thing, unsaid, webSession } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

export const snyk = activitySource({
  id: 'snyk',
  title: 'Snyk audit logs',
  version: '1',
  docs: [
    {
      title: 'Retrieve audit logs',
      url: 'https://docs.snyk.io/snyk-platform-administration/user-management-and-provisioning/retrieve-audit-logs-of-user-initiated-activity-by-api-for-an-org-or-group',
      read: null,
    },
    { title: 'REST API: audit logs', url: 'https://docs.snyk.io/snyk-api/reference/audit-logs', read: null },
  ],
  framing: 'audit API version 1 (JSON array) and REST ({"items"}), JSON lines',
  marks: 'event, created and content with groupId or orgId',
  open: (fields) => {
    const owner = 'groupId' in fields || 'orgId' in fields || 'group_id' in fields || 'org_id' in fields;
    return /^[a-z_]+(\.[a-z_]+)+$/.test(text(fields['event'])) && 'created' in fields && owner && (isRecord(fields['content']) || 'content' in fields)
      ? [fields]
      : [];
  },
  read,
});

function read(log: Fields): Act {
  const event = text(log['event']);
  const content = record(log['content']);
  const organisation = text(log['orgId']) || text(log['org_id']);
  const group = text(log['groupId']) || text(log['group_id']);
  const project = text(log['projectId']) || text(log['project_id']);
  const identity = whoActed(log, group);
  const outcome = readOutcome(event);
  const session = webSession('snyk', text(content['sessionPublicId']));
  return {
    time: log['created'],
    timeField: 'created',
    action: `snyk:${event}`,
    plane: planeOf(event),
    outcome,
    identity,
    realm: organisation || group,
    credential: session,
    resources: [...(project === '' ? [] : [thing('snyk', 'project', project)]), ...(organisation === '' ? [] : [thing('snyk', 'organisation', organisation)])],
    vendorId: text(log['id']),
    ids: {
      url: text(content['url']).replace(/\?.*$/, ''),
      email: text(content['email']),
      before: text(content['before']),
      after: text(content['after']),
      subject: text(content['userPublicId']),
    },
    facts: (at) => [
      ...sessionFacts(event === 'user.logged_in' ? 'issued' : event === 'user.logged_out' ? 'revoked' : null, session, identity, at, event),
      ...(outcome.rung === 4 ? tokenFacts(event, content, identity, at) : []),
    ],
  };
}

/** Snyk lists what users did; that its API was called says nothing of what came of it. */
function readOutcome(event: string): Outcome {
  if (event === 'api.access') return unsaid('event', event);
  if (/\.(failed|failure)$/.test(event)) return { rung: /login|logged_in|auth/.test(event) ? 1 : 3, basis: [basis('event', event)] };
  if (/\.(denied|blocked)$/.test(event)) return { rung: 2, basis: [basis('event', event)] };
  return doneOnRecord('event', event, 'Snyk audit log');
}

function whoActed(log: Fields, group: string): IdentityRef {
  const id = text(log['userId']) || text(log['user_id']);
  return someone('human', 'snyk', group || 'snyk', id, id === '' ? '' : `user ${masked(bounded(id, 80))}`);
}

function tokenFacts(event: string, content: Fields, identity: IdentityRef, at: Micros): readonly FactReading[] {
  const id = text(content['tokenPublicId']) || text(content['serviceAccountPublicId']) || text(content['keyPublicId']);
  if (id === '' || !/token|service_account|key/.test(event)) return [];
  const credential: CredentialRef = {
    kind: 'api_key',
    id: { plain: `snyk:${bounded(id, 200)}` },
    display: `API token ${masked(bounded(id, 60))}`,
    lifetime: 'static',
    attributes: {},
  };
  if (event.endsWith('create')) {
    return [
      { fact: 'credential', credential, what: 'issued', at, detail: event },
      { fact: 'holding', identity, credential, basis: 'issued', via: null, from: at },
    ];
  }
  return /\.(delete|revoke)$/.test(event) ? [{ fact: 'credential', credential, what: 'deleted', at, detail: event }] : [];
}

function planeOf(event: string): Plane {
  if (/token|service_account|key|secret/.test(event)) return 'secrets';
  if (/user|sso|login|logged|role|member|invite/.test(event)) return 'identity';
  return /project|integration|target|repo/.test(event) ? 'source' : 'management';
}
