import type { CredentialKind, CredentialRef, FactReading, IdentityRef } from '../../../../shared/model.ts';
import type { Micros } from '../../../../shared/time.ts';
import { awsPassword, awsRoot, awsUser, bounded, present, readArn, readTime } from '../kit.ts';

/** A row by its header, in the words of the credential report. */
export type ReportRow = Readonly<Record<string, string>>;

export function isReportRow(row: ReportRow): boolean {
  return ['user', 'arn', 'password_enabled', 'access_key_1_active'].every((column) => Object.hasOwn(row, column)) && owner(row) !== null;
}

/** What a credential report says of one user. `at` is when the report was made, where that is known. */
export function readReportRow(row: ReportRow, at: Micros | null): readonly FactReading[] {
  const identity = owner(row);
  if (!identity) return [];
  return [
    { fact: 'identity', identity, attributes: attributesOf(row) },
    ...passwordFacts(row, identity, at),
    ...numbered(row, identity, at, 'access_key', 'access_key_1'),
    ...numbered(row, identity, at, 'access_key', 'access_key_2'),
    ...numbered(row, identity, at, 'certificate', 'cert_1'),
    ...numbered(row, identity, at, 'certificate', 'cert_2'),
  ];
}

function cell(row: ReportRow, column: string): string {
  return Object.hasOwn(row, column) ? (row[column] ?? '').trim() : '';
}

function owner(row: ReportRow): IdentityRef | null {
  const arn = readArn(cell(row, 'arn'));
  if (!arn || arn.service !== 'iam') return null;
  if (arn.resource === 'root') return awsRoot(arn.account);
  const name = cell(row, 'user');
  return arn.resource.startsWith('user/') && name !== '' ? awsUser(arn.account, name, cell(row, 'password_enabled').toLowerCase() === 'true') : null;
}

function attributesOf(row: ReportRow): Readonly<Record<string, string>> {
  return present({
    arn: cell(row, 'arn'),
    created: said(row, 'user_creation_time'),
    passwordEnabled: said(row, 'password_enabled'),
    passwordNextRotation: said(row, 'password_next_rotation'),
    mfaActive: said(row, 'mfa_active'),
    additionalCredentials: bounded(said(row, 'additional_credentials_info'), 500),
  });
}

/** The report writes N/A, no_information and not_supported where it has nothing to say. */
function said(row: ReportRow, column: string): string {
  const value = cell(row, column);
  return /^(n\/a|no_information|not_supported)$/i.test(value) ? '' : value;
}

function timed(row: ReportRow, column: string, credential: CredentialRef, what: 'last_used' | 'issued', note: string): readonly FactReading[] {
  const time = readTime(said(row, column));
  return time ? [{ fact: 'credential', credential, what, at: time.at, detail: `${column} "${cell(row, column)}"${note}` }] : [];
}

function passwordFacts(row: ReportRow, identity: IdentityRef, at: Micros | null): readonly FactReading[] {
  const credential = awsPassword(identity.realm, identity.name);
  const enabled = cell(row, 'password_enabled').toLowerCase() === 'true';
  const life = [
    ...timed(row, 'password_last_used', credential, 'last_used', ''),
    ...timed(row, 'password_last_changed', credential, 'issued', ' (set or last changed)'),
  ];
  if (!enabled && life.length === 0) return [];
  const listed: readonly FactReading[] = enabled ? [{ fact: 'credential', credential, what: 'listed_active', at, detail: 'password_enabled "true"' }] : [];
  return [...listed, ...life, inventory(identity, credential)];
}

/** Keys and certificates stand in the report by place, without their ids; joining them to an id would be a guess. */
function numbered(row: ReportRow, identity: IdentityRef, at: Micros | null, kind: CredentialKind, column: string): readonly FactReading[] {
  const active = cell(row, `${column}_active`).toLowerCase();
  const place = column.slice(-1);
  const changed = said(row, `${column}_last_rotated`);
  if (active !== 'true' && changed === '') return [];
  const credential: CredentialRef = {
    kind,
    id: { plain: `${identity.realm}:${identity.name}#${place}` },
    display: `${kind === 'access_key' ? 'key' : 'certificate'} ${place} of ${identity.display}`,
    lifetime: 'static',
    attributes: { listedAs: column, note: 'The report names it by place, not by its id.' },
  };
  const where = [said(row, `${column}_last_used_service`), said(row, `${column}_last_used_region`)].filter(Boolean).join(' in ');
  return [
    { fact: 'credential', credential, what: active === 'true' ? 'listed_active' : 'listed_inactive', at, detail: `${column}_active "${active}"` },
    ...timed(row, `${column}_last_rotated`, credential, 'issued', ' (created or last changed)'),
    ...timed(row, `${column}_last_used_date`, credential, 'last_used', where === '' ? '' : `, ${where}`),
    inventory(identity, credential),
  ];
}

function inventory(identity: IdentityRef, credential: CredentialRef): FactReading {
  return { fact: 'holding', identity, credential, basis: 'inventory', via: null, from: null };
}
