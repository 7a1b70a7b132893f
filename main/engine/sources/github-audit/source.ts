import type { EventReading, Plane, ResourceRef } from '../../../../shared/model.ts';
import type { ParsedTime } from '../../../../shared/time.ts';
import type { Detection, FramedRecord, Reading, Remark, Sample, Source } from '../source.ts';
import { bounded, detectBy, present, readAs, readOrigin, readTime, skipped, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { readActor } from './actor.ts';
import type { Actor } from './actor.ts';
import { looksLikeEntry, openEntry, timeTextOf } from './entry.ts';
import { readFacts } from './facts.ts';
import { readOutcome } from './rung.ts';

export const githubAudit: Source = {
  id: 'github-audit',
  title: 'GitHub audit log',
  version: '1',
  docs: [
    {
      title: 'Audit log events for your organization',
      url: 'https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization',
      read: null,
    },
    {
      title: 'Audit log events for your enterprise',
      url: 'https://docs.github.com/en/enterprise-cloud@latest/admin/monitoring-activity-in-your-enterprise/reviewing-audit-logs-for-your-enterprise/audit-log-events-for-your-enterprise',
      read: null,
    },
    {
      title: 'Identifying audit log events performed by an access token',
      url: 'https://docs.github.com/en/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/identifying-audit-log-events-performed-by-an-access-token',
      read: null,
    },
  ],
  framing: 'Exports and REST answers as JSON, streams and exports as JSON lines, CSV; organisation, enterprise, security log, Git and API request events',
  detect,
  read,
};

function detect(sample: Sample): Detection {
  return detectBy(sample, 'action as category.operation, @timestamp and fields of GitHub’s', (framed) => openEntry(framed) !== null);
}

function read(framed: FramedRecord): Reading {
  const entry = openEntry(framed);
  if (!entry || !looksLikeEntry(entry)) return skipped('not_this_format', 'No audit log entry of GitHub: action, time or actor is missing.');
  const timeText = timeTextOf(entry);
  const time = readTime(timeText);
  if (!time) return skipped('time_unreadable', `The time of the entry cannot be read: ${bounded(timeText, 60)}`);
  const actor = readActor(entry);
  const reading = eventOf(entry, time, timeText, actor);
  const remarks: Remark[] = [];
  if (!time.zoned) remarks.push({ code: 'time_zone_assumed', message: 'The time has no zone; GitHub writes UTC.' });
  if (/^\d(\.\d+)?E\+\d+$/i.test(timeText))
    remarks.push({ code: 'number_damaged', message: 'The time was rewritten by a spreadsheet and is no longer exact.' });
  return readAs([reading], reading.rung === 4 ? readFacts(entry, reading, actor) : [], remarks);
}

function eventOf(entry: Fields, time: ParsedTime, timeText: string, actor: Actor): EventReading {
  const action = textAt(entry, 'action');
  const userAgent = textAt(entry, 'user_agent');
  return {
    at: time.at,
    timeText,
    action: `github:${action}`,
    plane: action === 'api.request' ? planeOfPath(textAt(entry, 'url_path')) : planeOf(action),
    ...readOutcome(entry),
    identity: actor.identity,
    principal: actor.principal,
    credential: actor.credential,
    resources: resourcesOf(entry),
    ...readOrigin(textAt(entry, 'actor_ip') || textAt(entry, 'actorIp')),
    userAgent: userAgent === '' ? null : bounded(userAgent, 1024),
    realm: organisationOf(entry),
    vendorId: textAt(entry, '_document_id') || null,
    ids: idsOf(entry),
  };
}

/** The organisation, else the owner of the repository, else the enterprise. */
function organisationOf(entry: Fields): string {
  const repository = textAt(entry, 'repo') || textAt(entry, 'repository');
  return textAt(entry, 'org') || (repository.includes('/') ? repository.split('/')[0] : '') || textAt(entry, 'business') || 'unknown';
}

const planes: readonly { readonly action: RegExp; readonly plane: Plane }[] = [
  { action: /secret_scanning|dependabot_alerts|code_scanning|advisory|security_/, plane: 'management' },
  {
    action:
      /^(workflows|actions|environment|artifact|packages?|codespaces|hosted_runner|runner_group|org\.(self_hosted_runner|runner_group|.*actions)|repo\.(self_hosted_runner|.*actions)|enterprise\.(self_hosted_runner|runner_group)|checks|merge_queue|pages|marketplace)/,
    plane: 'delivery',
  },
  { action: /secret|encryption_key|codespaces_secret/, plane: 'secrets' },
  {
    action:
      /^(git|repo|protected_branch|repository_ruleset|repository_branch_protection|repository_rule|pull_request|public_key|deploy_key|commit|branch|gist|issue|project|discussion|migration|lfs)\b/,
    plane: 'source',
  },
  {
    action:
      /^(team|org\.(add|remove|update|invite|cancel|sso|saml|oauth|oidc)|org_credential|personal_access_token|user|oauth|two_factor|external_identity|external_group|enterprise\.(add|remove)|business\.(add|remove|sso|saml|invite)|integration|role|organization_role|passkey|security_key|account_recovery|team_sync)/,
    plane: 'identity',
  },
  { action: /^copilot|^agent/, plane: 'agent' },
];

/** The plane an action exercised; the rest is settings. */
function planeOf(action: string): Plane {
  return planes.find((rule) => rule.action.test(action))?.plane ?? 'management';
}

/** What an API request was about, by the words of its path. */
function planeOfPath(path: string): Plane {
  if (/\/secrets(\/|$)/.test(path)) return 'secrets';
  if (/\/(actions|packages|environments|deployments|releases|codespaces)(\/|$)/.test(path)) return 'delivery';
  if (/^\/(repos|gists|search|graphql)(\/|$)/.test(path)) return 'source';
  return /^\/(orgs|user|users|teams|scim|enterprises|app|applications|authorizations|installation)/.test(path) ? 'identity' : 'management';
}

function resourcesOf(entry: Fields): readonly ResourceRef[] {
  const repository = textAt(entry, 'repo') || textAt(entry, 'repository');
  const user = textAt(entry, 'user');
  const organisation = textAt(entry, 'org');
  const found: ResourceRef[] = [];
  const add = (kind: string, name: string): void => {
    if (name !== '') found.push({ kind, key: bounded(`github:${kind}/${name.toLowerCase()}`, 1024), display: bounded(name, 200) });
  };
  add('repository', repository);
  add('team', textAt(entry, 'team'));
  if (user !== textAt(entry, 'actor')) add('user', user.includes('/') ? '' : user);
  add('secret', textAt(entry, 'action').includes('secret') && !textAt(entry, 'action').includes('scanning') ? textAt(entry, 'key') : '');
  add('workflow-run', repository === '' || textAt(entry, 'workflow_run_id') === '' ? '' : `${repository}/runs/${textAt(entry, 'workflow_run_id')}`);
  add('environment', textAt(entry, 'environment_name'));
  add('path', textAt(entry, 'url_path').split('?')[0] ?? '');
  if (found.length === 0) add('organisation', organisation || textAt(entry, 'business'));
  return found;
}

const kept = [
  '_document_id',
  'request_id',
  'operation_type',
  'actor_id',
  'actor_is_bot',
  'user',
  'user_id',
  'org',
  'org_id',
  'business',
  'business_id',
  'repo_id',
  'public_repo',
  'visibility',
  'team',
  'permission',
  'old_permission',
  'hashed_token',
  'token_id',
  'token_scopes',
  'programmatic_access_type',
  'oauth_application_id',
  'oauth_application_name',
  'transport_protocol_name',
  'request_method',
  'url_path',
  'route',
  'status_code',
  'external_identity_nameid',
  'external_identity_username',
  'workflow_id',
  'workflow_run_id',
  'run_number',
  'run_attempt',
  'head_branch',
  'head_sha',
  'event',
  'conclusion',
  'environment_name',
  'runner_name',
  'runner_id',
  'name',
  'key',
  'reasons',
  'explanation',
  'country_code',
  'request_access_security_header',
] as const;

function idsOf(entry: Fields): Readonly<Record<string, string>> {
  const ids = present(Object.fromEntries(kept.map((name) => [name, textAt(entry, name)])));
  const country = textAt(entry, 'actor_location', 'country_code');
  if (country !== '') ids['country'] = country;
  for (const name in ids) ids[name] = bounded(ids[name] ?? '', 500);
  return ids;
}
