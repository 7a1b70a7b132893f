/** A piece of a JSON text: where it stands, what it is, and to which field it belongs. */
export interface JsonToken {
  readonly kind: 'key' | 'string' | 'number' | 'word' | 'open' | 'close' | 'comma' | 'colon';
  readonly start: number;
  readonly end: number;
  /** Names and places from the top to the member this token is part of. */
  readonly path: readonly string[];
}

const tokenPattern = /\s*(?:([{[])|([}\]])|(,)|(:)|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/gy;

/** Cuts a JSON text into tokens without changing a byte of it; null when it is no JSON. */
export function scanJson(text: string): readonly JsonToken[] | null {
  const tokens: JsonToken[] = [];
  const stack: { readonly list: boolean; name: string; place: number }[] = [];
  const path = (): string[] => stack.map((level) => (level.list ? String(level.place) : level.name));
  tokenPattern.lastIndex = 0;
  let afterColon = false;
  while (tokenPattern.lastIndex < text.length) {
    const from = tokenPattern.lastIndex;
    const match = tokenPattern.exec(text);
    if (!match) return /^\s*$/.test(text.slice(from)) && stack.length === 0 && tokens.length > 0 ? tokens : null;
    const end = tokenPattern.lastIndex;
    const start = end - match[0].trimStart().length;
    const [, open, close, comma, colon, string, number] = match;
    if (open) {
      tokens.push({ kind: 'open', start, end, path: path() });
      stack.push({ list: open === '[', name: '', place: 0 });
      afterColon = false;
    } else if (close) {
      if (!stack.pop()) return null;
      tokens.push({ kind: 'close', start, end, path: path() });
    } else if (comma) {
      tokens.push({ kind: 'comma', start, end, path: path() });
      const top = stack.at(-1);
      if (top?.list) top.place += 1;
      afterColon = false;
    } else if (colon) {
      tokens.push({ kind: 'colon', start, end, path: path() });
      afterColon = true;
    } else if (string !== undefined) {
      const top = stack.at(-1);
      const isKey = top !== undefined && !top.list && !afterColon;
      if (isKey) top.name = unquote(string);
      tokens.push({ kind: isKey ? 'key' : 'string', start, end, path: path() });
      if (!isKey) afterColon = false;
    } else {
      tokens.push({ kind: number === undefined ? 'word' : 'number', start, end, path: path() });
      afterColon = false;
    }
  }
  return stack.length === 0 && tokens.length > 0 ? tokens : null;
}

function unquote(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}
