/** The reviewing side's list of whom it trusts: an `allowed_signers` file as ssh-keygen(1) describes it. */
import { readPublicKey, type PublicKey } from './ssh-key.ts';
import { WireFault } from './ssh-wire.ts';

export interface AllowedSigner {
  /** The principal patterns as written, comma-separated. */
  readonly principals: string;
  readonly key: PublicKey;
  /** Namespace patterns the key may be used for; null: any. */
  readonly namespaces: string | null;
  /** Milliseconds since 1970; null: no such limit. */
  readonly validAfter: number | null;
  readonly validBefore: number | null;
  readonly comment: string;
  readonly line: number;
}

export interface AllowedSigners {
  readonly signers: readonly AllowedSigner[];
  /** Lines that could not be used, in words. They never widen what is trusted. */
  readonly remarks: readonly string[];
}

const maxBytes = 4 * 1024 * 1024;

/** Reads the file's text. A line that cannot be used becomes a remark and trusts nobody. */
export function readAllowedSigners(text: string): AllowedSigners {
  if (text.length > maxBytes) return { signers: [], remarks: ['the signers file is larger than 4 MB and was not read'] };
  const signers: AllowedSigner[] = [];
  const remarks: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '').trim();
    if (line === '' || line.startsWith('#')) continue;
    try {
      signers.push(readLine(line, index + 1));
    } catch (error) {
      if (!(error instanceof WireFault)) throw error;
      remarks.push(`line ${index + 1} of the signers file is not used: ${error.message}`);
    }
  }
  return { signers, remarks };
}

export type Trust = { readonly signer: AllowedSigner; readonly principal: string } | { readonly reason: string };

/** Who vouches for this key, for this purpose, at this moment; or why nobody does. */
export function trustOf(allowed: AllowedSigners, key: PublicKey, namespace: string, nowMillis: number): Trust {
  const same = allowed.signers.filter((signer) => signer.key.blob.equals(key.blob));
  let reason = 'the key is not in the signers file';
  for (const signer of same) {
    if (signer.namespaces !== null && !matchesList(signer.namespaces, namespace)) reason = `the signers file does not allow this key to sign as ${namespace}`;
    else if (signer.validAfter !== null && nowMillis < signer.validAfter) reason = 'the signers file trusts this key only from a later time on';
    else if (signer.validBefore !== null && nowMillis > signer.validBefore) reason = 'the signers file trusts this key only up to an earlier time';
    else return { signer, principal: signer.principals };
  }
  return { reason };
}

/** A pattern list of OpenSSH: `*` and `?`, and `!` to exclude. */
export function matchesList(patterns: string, name: string): boolean {
  let matched = false;
  for (const pattern of patterns.split(',')) {
    const negated = pattern.startsWith('!');
    if (!matchesPattern(negated ? pattern.slice(1) : pattern, name)) continue;
    if (negated) return false;
    matched = true;
  }
  return matched;
}

function matchesPattern(pattern: string, name: string): boolean {
  const [first, ...rest] = pattern.replace(/\*+/g, '*').split('*');
  let at = 0;
  const fits = (part: string, from: number) =>
    part.length <= name.length - from && [...part].every((sign, index) => sign === '?' || sign === name[from + index]);
  if (first === undefined || !fits(first, 0)) return false;
  at = first.length;
  if (rest.length === 0) return at === name.length;
  const last = rest.pop() ?? '';
  for (const part of rest) {
    while (at <= name.length && !fits(part, at)) at += 1;
    if (at > name.length) return false;
    at += part.length;
  }
  return name.length - last.length >= at && fits(last, name.length - last.length);
}

function readLine(line: string, number: number): AllowedSigner {
  const [principals, afterPrincipals] = word(line);
  const [second, afterSecond] = word(afterPrincipals);
  const plain = isKeyType(second);
  const options = plain ? new Map<string, string>() : readOptions(second);
  const [type, afterType] = plain ? [second, afterSecond] : word(afterSecond);
  const [base64, comment] = word(afterType);
  if (!isKeyType(type)) throw new WireFault('no key of a kind that is read stands in it');
  const blob = Buffer.from(base64, 'base64');
  if (base64 === '' || blob.toString('base64') !== base64) throw new WireFault('its key is not proper base64');
  const key = readPublicKey(blob);
  if (key.type !== type) throw new WireFault('its key is not of the type it names');
  return {
    principals,
    key,
    comment: comment.trim(),
    line: number,
    namespaces: options.get('namespaces') ?? null,
    validAfter: time(options.get('valid-after')),
    validBefore: time(options.get('valid-before')),
  };
}

function isKeyType(text: string): boolean {
  return /^(ssh-|ecdsa-|sk-)/.test(text);
}

/** The next word: a quoted part may hold spaces. */
function word(text: string): [string, string] {
  const match = /^((?:"[^"]*"|[^\s"])+)\s*(.*)$/.exec(text);
  if (!match) throw new WireFault('it is not a line of the form: principals [options] type key');
  const [, raw = '', rest = ''] = match;
  return [/^"[^"]*"$/.test(raw) ? raw.slice(1, -1) : raw, rest];
}

function readOptions(text: string): Map<string, string> {
  const options = new Map<string, string>();
  for (const part of text.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const match = /^(namespaces|valid-after|valid-before)="([^"]*)"$/i.exec(part);
    const name = match?.[1]?.toLowerCase();
    if (/^cert-authority$/i.test(part)) throw new WireFault('certificate authorities are not followed: list the signing key itself');
    if (name === undefined) throw new WireFault(`the option ${part.slice(0, 40)} is not known`);
    if (options.has(name)) throw new WireFault(`the option ${name} stands twice`);
    options.set(name, match?.[2] ?? '');
  }
  return options;
}

/** `YYYYMMDD[Z]` or `YYYYMMDDHHMM[SS][Z]`; without Z it is the local time of the machine, as OpenSSH reads it. */
function time(text: string | undefined): number | null {
  if (text === undefined) return null;
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?(Z?)$/i.exec(text);
  if (!match) throw new WireFault(`the time ${text.slice(0, 40)} is not of the form YYYYMMDD or YYYYMMDDHHMM[SS]`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number];
  const date = match[7] ? new Date(Date.UTC(year, month - 1, day, hour, minute, second)) : new Date(year, month - 1, day, hour, minute, second);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) throw new WireFault('a time in it is no time');
  return date.getTime();
}
