import type { CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { activitySource, at, basis, bounded, isRecord, list, masked, outcomeOf, record, someone, text, textAt, thing } from '../kit.ts';
import type { Act, Fields, Outcome, OutcomeWords } from '../kit.ts';

/** Two shapes: activities of PingOne (action.type, actors.user/client) and reports of PingID and PingOne for Enterprise (source, actors[]). */
export const pingOne = activitySource({
  id: 'pingone',
  title: 'PingOne and PingID',
  version: '1',
  docs: [
    { title: 'PingOne Platform API: audit activities', url: 'https://apidocs.pingidentity.com/pingone/platform/v1/api/#audit-activities', read: null },
    { title: 'PingOne audit reporting events', url: 'https://apidocs.pingidentity.com/pingone/platform/v1/api/#audit-reporting-events', read: null },
    {
      title: 'PingID: subscriptions and polling of audit reports',
      url: 'https://docs.pingidentity.com/pingid/pingid_administration/pid_running_reports.html',
      read: null,
    },
  ],
  framing: 'activities API ({"_embedded":{"activities"}}), polled reports and webhooks (JSON, JSON lines)',
  marks: 'actors, resources and result.status beside recordedAt and action.type, or beside a PING source',
  open,
  read: (fields) => (isReport(fields) ? readReport(fields) : readActivity(fields)),
});

function open(fields: Fields): readonly Fields[] {
  const nested = list(at(fields, '_embedded', 'activities')).filter(isRecord);
  if (nested.length > 0) return nested.filter((one) => isActivity(one));
  return isActivity(fields) || isReport(fields) ? [fields] : [];
}

function isActivity(fields: Fields): boolean {
  return isRecord(fields['actors']) && textAt(fields, 'action', 'type') !== '' && ('recordedAt' in fields || 'createdAt' in fields) && 'result' in fields;
}

function isReport(fields: Fields): boolean {
  return /^ping/i.test(text(fields['source'])) && Array.isArray(fields['actors']) && 'recorded' in fields;
}

const words: OutcomeWords = { success: 4, failed: 3, failure: 3 };

function readActivity(fields: Fields): Act {
  const user = record(at(fields, 'actors', 'user'));
  const client = record(at(fields, 'actors', 'client'));
  const environment = textAt(user, 'environment', 'id') || textAt(client, 'environment', 'id') || textAt(fields, 'resources', 'environment');
  const action = textAt(fields, 'action', 'type');
  const byUser = text(user['id']) !== '' || text(user['name']) !== '';
  const session = textAt(fields, 'internalCorrelation', 'sessionId');
  return {
    time: fields['recordedAt'] ?? fields['createdAt'],
    timeField: 'recordedAt',
    action: `pingone:${action}`,
    plane: 'identity',
    outcome: activityOutcome(action, fields),
    identity: byUser
      ? someone('human', 'pingone', environment, `user/${text(user['id']) || text(user['name'])}`, text(user['name']) || text(user['id']))
      : someone('application', 'pingone', environment, text(client['id']) === '' ? '' : `client/${text(client['id'])}`, text(client['name'])),
    resources: list(fields['resources'])
      .filter(isRecord)
      .map((one) => thing(`pingone:${environment}`, text(one['type']), text(one['id']) || text(one['name']), text(one['name']))),
    address: textAt(fields, 'source', 'ipAddress'),
    userAgent: textAt(fields, 'source', 'userAgent'),
    vendorId: text(fields['id']),
    credential: session === '' ? null : pingSession(session),
    ids: {
      correlationId: text(fields['correlationId']),
      transactionId: textAt(fields, 'internalCorrelation', 'transactionId'),
      clientId: text(client['id']),
      clientName: text(client['name']),
      description: textAt(fields, 'result', 'description'),
    },
  };
}

/** A failed check of a password, a device or a token is a credential refused; what else fails is a call without effect. */
function activityOutcome(action: string, fields: Fields): Outcome {
  const found = outcomeOf('result.status', textAt(fields, 'result', 'status'), words);
  const checks = /^(AUTHENTICATION|AUTHENTICATE|PASSWORD\.CHECK|OTP\.|MFA|USER\.ACCESS_DENIED|TOKEN|FLOW|RADIUS_SESSION)|\.CHECK_(FAILED|SUCCEEDED)$/i.test(
    action,
  );
  if (found.rung !== 3) return found;
  const by = [...found.basis, basis('action.type', action)];
  if (/ACCESS_DENIED|NOT_ALLOWED|DENIED$/.test(action)) return { rung: 2, basis: by };
  return { rung: checks ? 1 : 3, basis: by };
}

/** `FAILURE,authFail` names the kind of failure after the comma. */
const reportWords: OutcomeWords = { success: 4, failure: 3, 'failure,authfail': 1, 'failure,authentication': 1, 'failure,denied': 2, policy: 0 };

function readReport(fields: Fields): Act {
  const actor = record(list(fields['actors'])[0]);
  const resource = record(list(fields['resources'])[0]);
  const status = textAt(fields, 'result', 'status');
  const message = textAt(fields, 'result', 'message') || text(resource['pingidmsg']);
  const session = text(resource['websession']);
  const first = message.split('\n')[0] ?? '';
  return {
    time: fields['recorded'],
    timeField: 'recorded',
    action: `${text(fields['source']).toLowerCase()}:${textAt(fields, 'action', 'type') || actionOf(first, status)}`,
    plane: 'identity',
    outcome: outcomeOf('result.status', status, reportWords),
    identity: reportActor(actor),
    principal: text(actor['name']) || text(actor['id']),
    credential: session === '' ? null : pingSession(session),
    resources:
      text(resource['devicemodel']) === ''
        ? []
        : [thing('pingid', 'device', `${text(actor['name'])}/${text(resource['devicemodel'])}`, text(resource['devicemodel']))],
    address: text(resource['ipaddress']),
    vendorId: text(fields['id']),
    ids: { status, message: bounded(first, 200), device: text(resource['devicemodel']) },
  };
}

function reportActor(actor: Fields): IdentityRef {
  const name = text(actor['name']) || text(actor['id']);
  return someone(/client|application|system/i.test(text(actor['type'])) ? 'application' : 'human', 'pingid', 'pingid', name);
}

/** PingID has no field for what was done; its message begins with it. Names of devices stand in quotes and are left out. */
function actionOf(message: string, status: string): string {
  if (/^policy$/i.test(status)) return 'Policy evaluated';
  return bounded(message.replaceAll(/"[^"]*"?/g, '').trim() || 'Authentication', 80);
}

function pingSession(id: string): CredentialRef {
  return { kind: 'web_session', id: { secret: id }, display: `session ${masked(bounded(id, 80))}`, lifetime: 'ephemeral', attributes: {} };
}
