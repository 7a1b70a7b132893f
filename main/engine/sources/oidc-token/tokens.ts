import { at, isRecord, parseJson, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** A token, decoded as far as it can be without any key. Nothing here was verified. */
export interface Token {
  /** The name under which it was found (`id_token`), or empty. */
  readonly label: string;
  readonly header: Fields;
  readonly claims: Fields;
  /** The whole token where the record holds it; a secret. */
  readonly secret: string;
  /** Header and payload as signed; a secret too, since it completes a cut copy. */
  readonly signingInput: string;
  /** What an introspection endpoint said: `true`, `false`, or empty. */
  readonly active: string;
}

export type Found =
  | { readonly kind: 'tokens'; readonly tokens: readonly Token[] }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'none' };

const line = /^(?:(?:export\s+)?([\w.-]{1,60})\s*[:=]\s*)?(?:(?:Bearer|JWT)\s+)?["']?(eyJ[\w-]*\.[\w-]*(?:\.[\w-]*){0,3})["']?[,;]?$/i;
/** Members of token responses that hold a token: RFC 6749, OpenID Connect Core, RFC 8693, Kubernetes TokenRequest. */
const tokenFields = [
  'id_token',
  'access_token',
  'refresh_token',
  'subject_token',
  'actor_token',
  'assertion',
  'client_assertion',
  'id_token_hint',
  'jwt',
  'token',
];

/** Tokens in a line of text or in a JSON value. */
export function tokensIn(value: unknown): Found {
  if (typeof value === 'string') return tokenOfLine(value.trim());
  if (!isRecord(value)) return { kind: 'none' };
  if (isRecord(at(value, 'header')) && isRecord(at(value, 'payload'))) return one(decodedToken(value));
  const named = tokenFields.filter((field) => textAt(value, field) !== '' && (field !== 'token' || looksLikeJwt(textAt(value, field))));
  if (named.some((field) => looksLikeJwt(textAt(value, field))) || (textAt(value, 'token_type') !== '' && named.length > 0)) return response(value, named);
  if (typeof at(value, 'active') === 'boolean' && isIntrospection(value)) return introspection(value);
  return isClaims(value) ? one({ label: '', header: {}, claims: value, secret: '', signingInput: '', active: '' }) : { kind: 'none' };
}

function one(token: Token): Found {
  return { kind: 'tokens', tokens: [token] };
}

export function looksLikeJwt(source: string): boolean {
  return /^eyJ[\w-]*\.[\w-]*(\.[\w-]*){0,3}$/.test(source);
}

function tokenOfLine(source: string): Found {
  const match = line.exec(source);
  if (!match) return { kind: 'none' };
  const token = decode(match[2] ?? '', (match[1] ?? '').toLowerCase());
  return token ? one(token) : { kind: 'unreadable', why: 'The line has the shape of a token, but its header or payload is no base64url of JSON.' };
}

/** Header and payload of a JWS. An encrypted token (JWE, five parts) shows its header only. */
function decode(source: string, label: string): Token | null {
  const parts = source.split('.');
  const header = decodePart(parts[0]);
  const encrypted = parts.length === 5;
  const claims = encrypted ? {} : decodePart(parts[1]);
  if (!header || !claims || parts.length < 2) return null;
  return { label, header, claims, secret: source, signingInput: encrypted ? '' : parts.slice(0, 2).join('.'), active: '' };
}

function decodePart(part: string | undefined): Fields | null {
  const value = parseJson(Buffer.from(part ?? '', 'base64url').toString('utf8'));
  return isRecord(value) ? value : null;
}

function decodedToken(value: Fields): Token {
  const source = [textAt(value, 'raw'), textAt(value, 'token')].find(looksLikeJwt) ?? '';
  return {
    label: '',
    header: record(at(value, 'header')),
    claims: record(at(value, 'payload')),
    secret: source,
    signingInput: source.split('.').slice(0, 2).join('.'),
    active: '',
  };
}

/** A token endpoint's answer. Opaque tokens are kept as what they are: a kind and a fingerprint. */
function response(value: Fields, fields: readonly string[]): Found {
  const tokens = fields.map((field): Token => {
    const source = textAt(value, field);
    const said: Fields = field === 'access_token' ? { scope: textAt(value, 'scope') } : {};
    return (looksLikeJwt(source) ? decode(source, field) : null) ?? { label: field, header: {}, claims: said, secret: source, signingInput: '', active: '' };
  });
  return { kind: 'tokens', tokens };
}

function isIntrospection(value: Fields): boolean {
  const own = ['scope', 'client_id', 'username', 'token_type', 'exp', 'iat', 'sub', 'aud', 'iss', 'jti'];
  return Object.keys(value).length === 1 || own.filter((name) => Object.hasOwn(value, name)).length >= 2;
}

function introspection(value: Fields): Found {
  const active = text(at(value, 'active'));
  // RFC 7662, 2.2: an inactive token is answered with nothing but `active: false`.
  if (textAt(value, 'jti') === '' && textAt(value, 'sub') === '' && textAt(value, 'client_id') === '') {
    return { kind: 'unreadable', why: 'An introspection result that names no token: it cannot be tied to a credential.' };
  }
  return one({
    label: textAt(value, 'token_type') === 'refresh_token' ? 'refresh_token' : 'access_token',
    header: {},
    claims: value,
    secret: '',
    signingInput: '',
    active,
  });
}

/** The payload alone: an issuer, a subject or client, and the times only tokens have. */
function isClaims(value: Fields): boolean {
  return textAt(value, 'iss') !== '' && /^\d{9,11}(\.\d+)?$/.test(textAt(value, 'exp')) && (textAt(value, 'sub') !== '' || textAt(value, 'client_id') !== '');
}
