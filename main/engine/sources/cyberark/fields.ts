import { at, isRecord, list, parseJson, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** The vault's own translators (Elastic, Splunk) put the record at `syslog.audit_record`; some collectors keep only the record. */
export function openRecord(fields: Fields): Fields | null {
  const inner = at(fields, 'syslog', 'audit_record');
  const found = isRecord(inner) ? inner : fields;
  return textAt(found, 'Vendor').toLowerCase() === 'cyber-ark' && textAt(found, 'MessageID') !== '' ? found : null;
}

/** RFC 5424 writes a whole moment; the older form (`Mar 08 02:48:07`) has no year, and none is guessed. */
const syslogTime = /^(?:<\d{1,3}>)?(?:1 )?(\d{4}-\S+T\S+|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) /;

const mark = 'CEF:0|Cyber-Ark|Vault|';
const lineTime = /^(?:<\d{1,3}>)?(?:1 )?(\S+T\S+|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)?/;
const columns = /^([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|(.*)$/s;

/** One line in ArcSight's common event format, by the names of the vault's own fields. Null for anything else. */
export function openLine(line: string): Fields | null {
  const from = line.search(/\bCEF:0\|Cyber-Ark\|Vault\|/);
  const match = from < 0 ? null : columns.exec(line.slice(from + mark.length));
  if (!match) {
    const start = line.indexOf('{');
    const value = start < 0 || start > 300 ? undefined : parseJson(line.slice(start));
    const found = isRecord(value) ? openRecord(value) : null;
    return found && { ...found, HeaderTime: syslogTime.exec(line)?.[1] ?? '' };
  }
  const time = lineTime.exec(line.slice(0, from))?.[1] ?? '';
  const [, version = '', code = '', name = '', severity = '', tail = ''] = match;
  const said = extension(tail);
  return {
    Vendor: 'Cyber-Ark',
    Version: version,
    IsoTimestamp: time,
    MessageID: code,
    Desc: said['act'] || name,
    Severity: Number(severity) >= 7 ? 'Error' : 'Info',
    Issuer: said['suser'] ?? '',
    Station: said['shost'] || said['src'] || '',
    TargetUser: said['duser'] ?? '',
    File: said['fname'] ?? '',
    Safe: labelled(said, 'Safe Name'),
    Reason: said['reason'] ?? '',
    RequestId: labelled(said, 'Request Id'),
    ExtraDetails: labelled(said, 'Other info') || labelled(said, 'ExtraDetails'),
  };
}

/** `key=value key=value`: a value runs up to the next key; a literal equals sign or backslash stands behind a backslash. */
function extension(tail: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const keys = [...tail.matchAll(/(?:^|\s)([A-Za-z][A-Za-z0-9]{1,30})=/g)];
  keys.forEach((match, place) => {
    const name = match[1] ?? '';
    const from = match.index + match[0].length;
    const value = tail.slice(from, keys[place + 1]?.index ?? tail.length).trim();
    if (name !== '__proto__') found[name] = value.replace(/^"(.*)"$/, '$1').replaceAll(/\\([=\\|])/g, '$1');
  });
  return found;
}

function labelled(said: Readonly<Record<string, string>>, label: string): string {
  const name = Object.keys(said).find((key) => key.endsWith('Label') && said[key] === label);
  return name === undefined ? '' : (said[name.slice(0, -'Label'.length)] ?? '');
}

/** `DstHost=a;Protocol=SSH;` by name. */
export function extraDetails(source: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const pair of source.split(';')) {
    const split = pair.indexOf('=');
    const name = pair.slice(0, split).trim();
    if (split > 0 && name !== '__proto__') found[name] = pair.slice(split + 1).trim();
  }
  return found;
}

/** Properties of the account that the record is about: whose password, on which system. */
export function accountProperties(audit: Fields): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const properties = record(audit['CAProperties'])['CAProperty'];
  for (const one of Array.isArray(properties) ? list(properties) : [properties]) {
    const name = textAt(one, 'Name');
    if (name !== '' && name !== '__proto__') found[name] = text(at(one, 'Value'));
  }
  return found;
}
