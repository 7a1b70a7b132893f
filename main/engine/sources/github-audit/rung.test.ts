import { expect, test } from 'vitest';
import { readOutcome } from './rung.ts';

test.each([
  [{ action: 'repo.destroy' }, 4],
  [{ action: 'git.clone' }, 4],
  [{ action: 'user.failed_login' }, 1],
  [{ action: 'protected_branch.rejected_ref_update' }, 2],
  [{ action: 'migration.import_failed' }, 3],
  [{ action: 'api.request', status_code: 204 }, 4],
  [{ action: 'api.request', status_code: '401' }, 1],
  [{ action: 'api.request', status_code: 403 }, 2],
  [{ action: 'api.request', status_code: 404 }, 3],
  [{ action: 'api.request', status_code: 502 }, 3],
  [{ action: 'api.request' }, 0],
  [{ action: 'org.sso_response', issue_message: 'Audience is invalid' }, 1],
  [{ action: 'git.push', error: 'permission to example-org/shop denied' }, 2],
  [{ action: 'personal_access_token.request_denied' }, 4],
  [{ action: 'team.add_member' }, 4],
])('%j is rung %i', (entry, rung) => {
  const outcome = readOutcome(entry);
  expect(outcome.rung).toBe(rung);
  expect(outcome.basis.length).toBeGreaterThan(0);
});
