import type { CredentialFactKind, CredentialRef, EventReading, FactReading, IdentityRef } from '../../../../shared/model.ts';
import { at, bounded, list, masked, present, readTime, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { github, githubUser, keyOf } from './actor.ts';
import type { Actor } from './actor.ts';

interface Rule {
  readonly action: RegExp;
  readonly what: CredentialFactKind;
}

/** Actions in the life of a credential. What `credential` they are about, `subjectOf` says. */
const rules: readonly Rule[] = [
  { action: /^public_key\.create$|^deploy_key\.create$/, what: 'issued' },
  { action: /^public_key\.(delete|unverify)$|^deploy_key\.delete$/, what: 'deleted' },
  { action: /^public_key\.verify$/, what: 'activated' },
  {
    action: /^personal_access_token\.create$|^oauth_access\.(create|regenerate)$|^oauth_authorization\.create$|^user_programmatic_access\.create$/,
    what: 'issued',
  },
  {
    action:
      /^personal_access_token\.(access_revoked|destroy|revoke|expired)$|^oauth_access\.(destroy|revoke)$|^oauth_authorization\.destroy$|^org_credential_authorization\.(revoke|deauthorized)$/,
    what: 'revoked',
  },
  { action: /^org_credential_authorization\.grant$|^personal_access_token\.(access_granted|request_approved)$/, what: 'activated' },
];

/** What an entry says beside the act: keys and tokens that began or ended, and secrets that were put within reach of a job. */
export function readFacts(entry: Fields, reading: EventReading, actor: Actor): readonly FactReading[] {
  const action = textAt(entry, 'action');
  const rule = rules.find((each) => each.action.test(action));
  const credential = rule ? subjectOf(entry) : null;
  return [...(rule && credential ? lifeFacts(entry, reading, actor, credential, rule.what) : []), ...jobFacts(entry, reading)];
}

function lifeFacts(entry: Fields, reading: EventReading, actor: Actor, credential: CredentialRef, what: CredentialFactKind): readonly FactReading[] {
  const owner = ownerOf(entry, actor);
  const detail = bounded(`${textAt(entry, 'action')} by ${actor.identity.display}`);
  const fact = { fact: 'credential', credential, what, at: reading.at, detail } as const;
  // What an administrator lets in was made by its owner before.
  if (what === 'activated' && owner.name !== actor.identity.name)
    return [fact, { fact: 'holding', identity: owner, credential, basis: 'issued', via: null, from: null }];
  if (what !== 'issued') return [fact];
  const ends = readTime(at(entry, 'token_expires_at') ?? at(entry, 'expires_at'))?.at ?? null;
  return [
    fact,
    ...(ends === null ? [] : [{ fact: 'credential', credential, what: 'expires', at: ends, detail: 'expires_at of the entry' } as const]),
    {
      fact: 'derivation',
      method: textAt(entry, 'action'),
      at: reading.at,
      parentIdentity: actor.identity,
      parentCredential: actor.credential,
      child: credential,
      childIdentity: owner,
    },
    { fact: 'holding', identity: owner, credential, basis: 'issued', via: actor.credential, from: reading.at },
  ];
}

/** An administrator approves or ends a token of somebody else, who is named as the user. */
function ownerOf(entry: Fields, actor: Actor): IdentityRef {
  const user = textAt(entry, 'user') || textAt(entry, 'owner');
  return user === '' || user.includes('/') ? actor.identity : githubUser(user);
}

/** The credential that the entry is about, which is not the one that was presented. */
function subjectOf(entry: Fields): CredentialRef | null {
  const action = textAt(entry, 'action');
  if (/^(public_key|deploy_key)\./.test(action)) return keyOf(entry);
  if (action.startsWith('org_credential_authorization.')) {
    const digest = textAt(entry, 'credential_fingerprint') || textAt(entry, 'fingerprint');
    return digest === '' ? null : { kind: 'ssh_key', id: { plain: digest }, display: `SSH key ${masked(digest)}`, lifetime: 'static', attributes: {} };
  }
  if (/^(oauth_access|oauth_authorization)\./.test(action)) {
    const application = textAt(entry, 'oauth_application_id') || textAt(entry, 'application_id');
    const user = textAt(entry, 'user') || textAt(entry, 'actor');
    if (application === '' || user === '') return null;
    return {
      kind: 'oauth_grant',
      id: { plain: `${user.toLowerCase()}>${application}` },
      display: bounded(`grant of ${user} to ${textAt(entry, 'oauth_application_name') || `application ${application}`}`, 200),
      lifetime: 'static',
      attributes: present({
        application: textAt(entry, 'oauth_application_name') || application,
        scopes: bounded(textAt(entry, 'scopes') || textAt(entry, 'token_scopes')),
      }),
    };
  }
  const number = textAt(entry, 'user_programmatic_access_id') || textAt(entry, 'personal_access_token_id');
  if (number === '') return null;
  return {
    kind: 'pat',
    id: { plain: `token/${number}` },
    display: bounded(`personal access token ${textAt(entry, 'user_programmatic_access_name') || number}`, 120),
    lifetime: 'unknown',
    attributes: present({
      name: bounded(textAt(entry, 'user_programmatic_access_name'), 120),
      permissions: bounded(list(at(entry, 'permissions_added')).map(text).join(' ')),
    }),
  };
}

/** Before a job starts, the entry lists the secrets that its runner is given. */
function jobFacts(entry: Fields, reading: EventReading): readonly FactReading[] {
  const run = textAt(entry, 'workflow_run_id');
  const repository = textAt(entry, 'repo') || textAt(entry, 'repository');
  if (run === '' || repository === '') return [];
  const workload: IdentityRef = {
    kind: 'workload',
    provider: 'github',
    realm: github,
    name: `${repository.toLowerCase()}/runs/${run}`,
    display: bounded(`${repository} run ${run}`),
  };
  const about: FactReading = {
    fact: 'identity',
    identity: workload,
    attributes: present({
      workflow: textAt(entry, 'workflow_id'),
      event: textAt(entry, 'event'),
      headBranch: bounded(textAt(entry, 'head_branch'), 200),
      headSha: textAt(entry, 'head_sha'),
      conclusion: textAt(entry, 'conclusion'),
      runner: bounded(textAt(entry, 'runner_name'), 120),
      environment: textAt(entry, 'environment_name'),
      startedBy: textAt(entry, 'actor'),
    }),
  };
  const secrets = list(at(entry, 'secrets_passed')).map(text).filter(Boolean).slice(0, 200);
  return [
    about,
    ...secrets.map((name): FactReading => ({
      fact: 'holding',
      identity: workload,
      credential: {
        kind: 'api_key',
        id: { plain: bounded(`${repository.toLowerCase()} secret ${name}`, 500) },
        display: bounded(`secret ${name} of ${repository}`, 200),
        lifetime: 'unknown',
        attributes: { name: bounded(name), repository },
      },
      basis: 'exposed',
      via: null,
      from: reading.at,
    })),
  ];
}
