import type { CredentialKind, CredentialRef, IdentityRef } from '../../../../shared/model.ts';
import { bounded, masked, present, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** Names of accounts are unique on one GitHub, whatever the case they are written in. */
export const github = 'github.com';

export interface Actor {
  readonly identity: IdentityRef;
  readonly principal: string;
  readonly credential: CredentialRef | null;
}

export function githubUser(login: string, bot = false): IdentityRef {
  const application = bot || login.endsWith('[bot]');
  return { kind: application ? 'application' : 'human', provider: 'github', realm: github, name: login.toLowerCase(), display: bounded(login) };
}

export function readActor(entry: Fields): Actor {
  const credential = credentialOf(entry);
  const identity = identityOf(entry, credential);
  return { identity, principal: bounded(textAt(entry, 'external_identity_nameid') || textAt(entry, 'actor') || identity.name, 2048), credential };
}

function identityOf(entry: Fields, credential: CredentialRef | null): IdentityRef {
  const login = textAt(entry, 'actor') || textAt(entry, 'actorLogin') || textAt(entry, 'actor', 'login');
  if (login !== '') return githubUser(login, textAt(entry, 'actor_is_bot') === 'true');
  // Who failed to sign in is named as the user; a deploy key has no person, and its repository stands for it.
  const action = textAt(entry, 'action');
  if (/^user\.(failed_login|login)/.test(action) && textAt(entry, 'user') !== '') return githubUser(textAt(entry, 'user'));
  const repository = textAt(entry, 'repo') || textAt(entry, 'repository');
  if (credential?.kind === 'deploy_key' || credential?.kind === 'ssh_key') {
    return {
      kind: 'service',
      provider: 'github',
      realm: github,
      name: `deploy-key/${repository || 'unknown'}`,
      display: bounded(`deploy key of ${repository || 'an unknown repository'}`),
    };
  }
  const id = textAt(entry, 'actor_id');
  if (id !== '' && id !== '0') return { kind: 'service', provider: 'github', realm: github, name: `id/${id}`, display: `account ${id}` };
  return { kind: 'anonymous', provider: 'github', realm: github, name: 'unknown', display: 'no actor recorded' };
}

/** `programmatic_access_type`; https://docs.github.com/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/identifying-audit-log-events-performed-by-an-access-token */
function kindOfAccess(entry: Fields): CredentialKind {
  const type = textAt(entry, 'programmatic_access_type').toLowerCase();
  if (type.includes('personal access token')) return 'pat';
  if (type.includes('deploy key')) return 'deploy_key';
  if (type.includes('ssh')) return 'ssh_key';
  return 'access_token';
}

/** The token by the SHA-256 digest that GitHub itself writes, or by its number; a key by its fingerprint. */
export function credentialOf(entry: Fields): CredentialRef | null {
  const digest = textAt(entry, 'hashed_token');
  const number = textAt(entry, 'token_id');
  const kind = kindOfAccess(entry);
  const named = digest !== '' ? digest : number === '' || number === '0' ? '' : `token/${number}`;
  if (named === '') return textAt(entry, 'action').startsWith('git.') ? keyOf(entry) : null;
  return {
    kind,
    id: { plain: named },
    display: `${words[kind] ?? 'token'} ${number === '' ? masked(digest) : number}`,
    lifetime: kind === 'access_token' ? 'ephemeral' : 'static',
    attributes: present({
      type: textAt(entry, 'programmatic_access_type'),
      tokenId: number,
      scopes: bounded(textAt(entry, 'token_scopes')),
      oauthApplication: textAt(entry, 'oauth_application_name') || textAt(entry, 'oauth_application_id'),
      application: textAt(entry, 'name') === '' ? textAt(entry, 'integration') : '',
    }),
  };
}

const words: Readonly<Partial<Record<CredentialKind, string>>> = {
  pat: 'personal access token',
  access_token: 'token',
  deploy_key: 'deploy key',
  ssh_key: 'SSH key',
};

/** Git over SSH, and events about keys, name a fingerprint. */
export function keyOf(entry: Fields): CredentialRef | null {
  const fingerprint = textAt(entry, 'deploy_key_fingerprint') || textAt(entry, 'public_key_fingerprint') || textAt(entry, 'fingerprint');
  if (fingerprint === '') return null;
  const deploy =
    textAt(entry, 'deploy_key_fingerprint') !== '' || /deploy/i.test(textAt(entry, 'programmatic_access_type')) || textAt(entry, 'read_only') !== '';
  return {
    kind: deploy ? 'deploy_key' : 'ssh_key',
    id: { plain: fingerprint },
    display: `${deploy ? 'deploy' : 'SSH'} key ${masked(fingerprint)}`,
    lifetime: 'static',
    attributes: present({ title: bounded(textAt(entry, 'title'), 120), readOnly: textAt(entry, 'read_only') }),
  };
}
