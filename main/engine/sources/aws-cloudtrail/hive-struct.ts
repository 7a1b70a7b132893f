/**
 * Athena prints a Hive struct as `{type=IAMUser, sessioncontext={attributes={mfaauthenticated=false}}, tags=[a, b]}`: names in
 * lower case, no quotes. A value ends before `, name=` or the closing bracket, so a comma inside a value does not end it.
 */
export function parseHiveStruct(source: string): unknown {
  const reader = { source: source.trim(), at: 0 };
  if (!/^[{[]/.test(reader.source)) return undefined;
  const value = readValue(reader, 0);
  return reader.at === reader.source.length ? value : undefined;
}

interface Cursor {
  readonly source: string;
  at: number;
}

const deepest = 32;

function readValue(cursor: Cursor, depth: number): unknown {
  const first = cursor.source[cursor.at];
  if (depth > deepest) return undefined;
  if (first === '{') return readStruct(cursor, depth);
  if (first === '[') return readList(cursor, depth);
  return readScalar(cursor);
}

function readStruct(cursor: Cursor, depth: number): unknown {
  const found: Record<string, unknown> = {};
  cursor.at += 1;
  while (cursor.at < cursor.source.length) {
    if (cursor.source[cursor.at] === '}') {
      cursor.at += 1;
      return found;
    }
    const name = /^([A-Za-z_][\w.-]*)=/.exec(cursor.source.slice(cursor.at, cursor.at + 200))?.[1];
    if (name === undefined) return undefined;
    cursor.at += name.length + 1;
    const value = readValue(cursor, depth + 1);
    if (value !== undefined && name !== '__proto__') found[name] = value;
    skipComma(cursor);
  }
  return undefined;
}

function readList(cursor: Cursor, depth: number): unknown {
  const found: unknown[] = [];
  cursor.at += 1;
  while (cursor.at < cursor.source.length) {
    if (cursor.source[cursor.at] === ']') {
      cursor.at += 1;
      return found;
    }
    const before = cursor.at;
    found.push(readValue(cursor, depth + 1));
    skipComma(cursor);
    if (cursor.at === before) return undefined;
  }
  return undefined;
}

function readScalar(cursor: Cursor): unknown {
  const rest = cursor.source.slice(cursor.at);
  const end = /, [A-Za-z_][\w.-]*=|, (?=\{)|[}\]]/.exec(rest)?.index ?? rest.length;
  cursor.at += end;
  const said = rest.slice(0, end).trim();
  return said === 'null' || said === '' ? undefined : said;
}

function skipComma(cursor: Cursor): void {
  const gap = /^,\s*/.exec(cursor.source.slice(cursor.at, cursor.at + 8));
  if (gap) cursor.at += gap[0].length;
}
