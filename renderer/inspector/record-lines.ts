import { scanJson, type JsonToken } from './scan-json.ts';

/** A stretch of a line, in one colour. */
export interface Piece {
  readonly kind: JsonToken['kind'] | 'plain';
  readonly text: string;
}

export interface RecordLine {
  readonly indent: number;
  readonly pieces: readonly Piece[];
  /** Whether a field that decided the rung stands on this line. */
  readonly marked: boolean;
}

/**
 * Lays a record out one member to a line, literals as the record wrote them, and marks the lines of `fields`. Null when it is no
 * JSON. A field that the record does not have is simply not marked.
 */
export function prettyLines(text: string, fields: readonly string[]): readonly RecordLine[] | null {
  const tokens = scanJson(text);
  if (!tokens) return null;
  const wanted = decidingPaths(tokens, fields);
  const lines: { indent: number; pieces: Piece[]; marked: boolean }[] = [];
  let depth = 0;
  let fresh = true;
  tokens.forEach((token, place) => {
    const before = tokens[place - 1];
    const next = tokens[place + 1];
    if (token.kind === 'close') {
      depth -= 1;
      if (before?.kind !== 'open') fresh = true;
    }
    if (fresh) lines.push({ indent: depth, pieces: [], marked: false });
    fresh = false;
    const line = lines.at(-1);
    if (!line) return;
    line.pieces.push({ kind: token.kind, text: text.slice(token.start, token.end) + (token.kind === 'colon' ? ' ' : '') });
    if (wanted.has(pathText(token.path)) && token.kind !== 'comma') line.marked = true;
    if (token.kind === 'open') {
      depth += 1;
      if (next?.kind !== 'close') fresh = true;
    }
    if (token.kind === 'comma') fresh = true;
  });
  return lines;
}

/** The record as it stands in the original, with the deciding fields' places. */
export function rawPieces(text: string, fields: readonly string[]): readonly { readonly text: string; readonly marked: boolean }[] {
  const tokens = scanJson(text);
  if (!tokens) return [{ text, marked: false }];
  const wanted = decidingPaths(tokens, fields);
  const spans = [...wanted].map((path) => {
    const own = tokens.filter((token) => pathText(token.path) === path && token.kind !== 'comma');
    return { start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0 };
  });
  spans.sort((a, b) => a.start - b.start);
  const pieces: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    pieces.push({ text: text.slice(at, span.start), marked: false }, { text: text.slice(span.start, span.end), marked: true });
    at = span.end;
  }
  pieces.push({ text: text.slice(at), marked: false });
  return pieces.filter((piece) => piece.text !== '');
}

/** Which of `fields` the record has. Null when it is no JSON, so that nothing can be said. */
export function presentFields(text: string, fields: readonly string[]): ReadonlySet<string> | null {
  const tokens = scanJson(text);
  return tokens && new Set(fields.filter((field) => findPath(tokens, field) !== null));
}

function decidingPaths(tokens: readonly JsonToken[], fields: readonly string[]): ReadonlySet<string> {
  return new Set(fields.map((field) => findPath(tokens, field)).filter((path) => path !== null));
}

/** A record may be wrapped by what shipped it (`detail.errorCode`): the field is then looked for at the end of a path. */
function findPath(tokens: readonly JsonToken[], field: string): string | null {
  const wanted = field.replace(/\[(\d+)\]/g, '.$1');
  const keys = tokens.filter((token) => token.kind === 'key').map((token) => pathText(token.path));
  return keys.find((path) => path === wanted) ?? keys.find((path) => path.endsWith(`.${wanted}`)) ?? null;
}

function pathText(path: readonly string[]): string {
  return path.join('.');
}
