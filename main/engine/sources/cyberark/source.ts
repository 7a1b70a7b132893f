import type { CredentialRef, FactReading, IdentityRef, ResourceRef } from '../../../../shared/model.ts';
import { activitySource, bounded, masked, present, someone, text, thing } from '../kit.ts';
import type { Act, Fields } from '../kit.ts';
import { planeOf, readOutcome, readsSecret } from './codes.ts';
import { accountProperties, extraDetails, openLine, openRecord } from './fields.ts';

export const cyberArk = activitySource({
  id: 'cyberark',
  title: 'CyberArk Privileged Access Security',
  version: '1',
  docs: [
    {
      title: 'Vault audit action codes',
      url: 'https://docs.cyberark.com/pam-self-hosted/latest/en/content/pasref/vault%20audit%20action%20codes.htm',
      read: null,
    },
    {
      title: 'Integrating with SIEM: syslog messages of the vault',
      url: 'https://docs.cyberark.com/pam-self-hosted/latest/en/content/pasimp/dv-integrating-with-siem-applications.htm',
      read: null,
    },
  ],
  framing: 'Vault syslog with a JSON translator (lines with or without a syslog header) or in CEF',
  marks: 'Vendor Cyber-Ark with a MessageID and a Desc',
  open(fields) {
    const found = openRecord(fields);
    return found ? [found] : [];
  },
  openText: openLine,
  read,
});

function read(audit: Fields): Act {
  const code = text(audit['MessageID']);
  const description = text(audit['Desc']) || text(audit['Action']) || `code ${code}`;
  const details = extraDetails(text(audit['ExtraDetails']));
  const account = accountProperties(audit);
  const host = text(audit['Hostname']) || 'vault';
  const secret = secretOf(audit, account, host);
  const session = details['SessionID'] ?? '';
  const outcome = readOutcome(code, description, text(audit['Severity']));
  const identity = issuer(text(audit['Issuer']), host);
  return {
    time: text(audit['IsoTimestamp']) || text(audit['HeaderTime']),
    timeField: text(audit['IsoTimestamp']) === '' ? 'The time in the syslog header' : 'IsoTimestamp',
    action: `cyberark:${description}`,
    plane: planeOf(description),
    outcome,
    identity,
    credential: session === '' ? null : psmSession(session, details),
    resources: resourcesOf(audit, details, host),
    address: details['SrcHost'] || text(audit['Station']),
    ids: {
      MessageID: code,
      SourceUser: text(audit['SourceUser']),
      Safe: text(audit['Safe']),
      Reason: text(audit['Reason']),
      RequestId: text(audit['RequestId']),
      GatewayStation: text(audit['GatewayStation']),
      SessionID: session,
      Protocol: details['Protocol'] ?? '',
      account: account['UserName'] ?? '',
      address: account['Address'] ?? '',
      CPMStatus: account['CPMStatus'] ?? '',
      CPMErrorDetails: account['CPMErrorDetails'] ?? '',
    },
    facts: (at): readonly FactReading[] =>
      outcome.rung === 4 && secret && identity.kind !== 'anonymous' && readsSecret(description)
        ? [{ fact: 'holding', identity, credential: secret, basis: 'exposed', via: null, from: at }]
        : [],
  };
}

/** Built-in users that programs of the vault act as, and names that its components take. */
const components =
  /^(PSMApp|PSMGw|PSMPApp|PVWAApp|PVWAGW|PasswordManager|AIMAgent|Prov_|AppProvider|BackupUser|DR$|DRUser|SCIM|NotificationEngine|Batch|Master$|Auditor$|System$)/i;

function issuer(name: string, host: string): IdentityRef {
  return someone(components.test(name) ? 'service' : 'human', 'cyberark', host, name);
}

/** The stored secret that the record is about, known by where it lies; its text is never in the log. */
function secretOf(audit: Fields, account: Readonly<Record<string, string>>, host: string): CredentialRef | null {
  const [safe, file] = [text(audit['Safe']), text(audit['File'])];
  if (safe === '' || file === '') return null;
  const isKey = /ssh ?key/i.test(`${text(audit['Desc'])} ${account['PolicyID'] ?? ''}`);
  return {
    kind: isKey ? 'ssh_key' : 'password',
    id: { plain: bounded(`cyberark:${host}/${safe}/${file}`, 400) },
    display: `${account['UserName'] ? `${isKey ? 'key' : 'password'} of ${account['UserName']} on ${account['Address'] ?? 'an unnamed system'}` : bounded(file, 100)}`,
    lifetime: 'static',
    attributes: present({ safe, file, account: account['UserName'] ?? '', address: account['Address'] ?? '', policy: account['PolicyID'] ?? '' }),
  };
}

function psmSession(id: string, details: Readonly<Record<string, string>>): CredentialRef {
  return {
    kind: 'session',
    id: { plain: bounded(`cyberark-psm:${id}`, 200) },
    display: `PSM session ${masked(bounded(id, 60))}`,
    lifetime: 'ephemeral',
    attributes: present({ host: details['DstHost'] ?? '', account: details['User'] ?? '', protocol: details['Protocol'] ?? '' }),
  };
}

function resourcesOf(audit: Fields, details: Readonly<Record<string, string>>, host: string): readonly ResourceRef[] {
  const [safe, file] = [text(audit['Safe']), text(audit['File'])];
  const [target, machine] = [text(audit['TargetUser']), details['DstHost'] ?? ''];
  return [
    ...(safe === ''
      ? []
      : [file === '' ? thing(`cyberark:${host}`, 'safe', safe) : thing(`cyberark:${host}`, 'secret', `${safe}/${file}`, file.replace(/^Root\\/, ''))]),
    ...(target === '' ? [] : [thing(`cyberark:${host}`, 'user', target)]),
    ...(machine === '' ? [] : [thing('cyberark', 'machine', machine)]),
  ];
}
