/** Each entry of the custody log as a sentence. The body beside it holds everything. */
import type { CustodyAction } from '../store/custody.ts';

type Body = Readonly<Record<string, unknown>>;

const sentences: Readonly<Record<CustodyAction, (body: Body) => string>> = {
  case_created: (body) => `Created the case ${said(body, 'name')}, reference ${said(body, 'reference')}`,
  case_opened: (body) => `Opened the case${body['previous'] === 'ended without being closed' ? '; it had not been closed before' : ''}`,
  case_closed: () => 'Closed the case',
  app_version: (body) => `Opened with version ${said(body, 'now')} of the program, before with ${said(body, 'before')}`,
  clock_check: (body) => `The clock of the machine ${said(body, 'clock')}: from ${said(body, 'previous')} to ${said(body, 'now')}`,
  settings_changed: (body) => `Set the ${plain(body, 'setting')} to ${said(body, 'now')}${body['before'] == null ? '' : `, before ${said(body, 'before')}`}`,
  import_started: (body) => `Began to import ${said(body, 'files')} files`,
  import: (body) => `Imported ${said(body, 'name')}, ${said(body, 'size')} bytes, SHA-256 ${said(body, 'sha256').slice(0, 16)}…`,
  import_resumed: (body) => `Went on with an import that had been interrupted${about(body)}`,
  import_rolled_back: () => 'Found an import that had been interrupted: whole files were kept, the one being stored was undone',
  reverify: (body) =>
    `Hashed ${said(body, 'checked')} originals again: ${Array.isArray(body['broken']) && body['broken'].length > 0 ? `${body['broken'].length} are not what was imported` : 'all are as they were imported'}`,
  integrity_failure: (body) => `Found that something is not as it was${about(body)}`,
  provider_integrity_checked: (body) => `Checked what providers vouch for: ${said(body, 'result').replace(/\.$/, '')}`,
  raw_secret_viewed: (body) => `Looked at a secret in an original${about(body)}`,
  milestone_set: (body) => `Set the milestone “${plain(body, 'kind')}” at ${said(body, 'time')}${ofWhom(body)}`,
  milestone_moved: (body) => `Moved the milestone “${plain(body, 'kind')}” from ${said(body, 'before')} to ${said(body, 'time')}${ofWhom(body)}${why(body)}`,
  milestone_withdrawn: (body) => `Withdrew the milestone “${plain(body, 'kind')}” of ${said(body, 'time')}${ofWhom(body)}${why(body)}`,
  assessed: assessed,
  assessment_superseded: (body) => `${assessed(body)}; supersedes assessment ${said(body, 'supersedes')}`,
  holding_asserted: (body) => `Asserted that ${said(body, 'identity')} held ${said(body, 'credential')}`,
  finding_accepted: (body) => `Accepted a finding${about(body)}`,
  finding_dismissed: (body) => `Dismissed a finding${about(body)}${why(body)}`,
  key_enrolled: (body) => `Made the signing key ${said(body, 'key')}, ${said(body, 'fingerprint')}`,
  key_revoked: (body) => `Revoked the signing key ${said(body, 'key')}${why(body)}`,
  unlock_failed: (body) => `Gave a wrong passphrase for the key ${said(body, 'key')}`,
  redacted: (body) => `Redacted${about(body)}`,
  exported: (body) => `Exported the bundle ${said(body, 'bundle')}, signed by ${said(body, 'key')}`,
  review_merged: (body) => `Merged a review${about(body)}`,
  checkpoint: (body) => `Signed a checkpoint of this log${about(body)}`,
  anchor: (body) => `Recorded an outside anchor of this log${about(body)}`,
  transferred: (body) => `Handed the case over${about(body)}`,
};

/** What an entry says, in one sentence. An action of a later version is shown by its own word. */
export function custodyWords(action: string, body: string): string {
  const parsed = JSON.parse(body) as Body;
  const sentence = action in sentences ? sentences[action as CustodyAction](parsed) : action.replaceAll('_', ' ');
  return `${sentence}.`;
}

function assessed(body: Body): string {
  const of = typeof body['credential'] === 'string' ? `the credential ${body['credential']}` : said(body, 'label');
  return `Assessed ${of} as ${plain(body, 'determination')}, ${said(body, 'confidence')}`;
}

function ofWhom(body: Body): string {
  const whom = body['identity'] ?? body['credential'];
  return typeof whom === 'string' ? ` for ${whom}` : '';
}

function why(body: Body): string {
  return typeof body['reason'] === 'string' && body['reason'] !== '' ? `: ${body['reason']}` : '';
}

function said(body: Body, key: string): string {
  const value = body[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'nothing';
}

function plain(body: Body, key: string): string {
  return said(body, key).replaceAll('_', ' ');
}

/** The plain members of a body, for acts that have no sentence of their own for each. */
function about(body: Body): string {
  const parts = Object.entries(body).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [`${key.replaceAll('_', ' ')} ${value}`] : [],
  );
  return parts.length === 0 ? '' : `: ${parts.slice(0, 6).join(', ')}`;
}
