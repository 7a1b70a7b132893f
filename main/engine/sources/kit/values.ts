/** A JSON object whose fields are not yet trusted. */
export type Fields = Readonly<Record<string, unknown>>;

const none: Fields = Object.freeze({});

/** The value as an object, or an empty one. Lists and null are not objects here. */
export function record(value: unknown): Fields {
  return isRecord(value) ? value : none;
}

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a list, or an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as trimmed text: strings, finite numbers and booleans; anything else is empty. */
export function text(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value.trim();
    case 'number':
      return Number.isFinite(value) ? String(value) : '';
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return '';
  }
}

/** The value at a path of up to four names; undefined where the path ends early. What an object inherits is never text, list or record. */
export function at(value: unknown, first: string, second?: string, third?: string, fourth?: string): unknown {
  const one = isRecord(value) ? value[first] : undefined;
  if (second === undefined) return one;
  const two = isRecord(one) ? one[second] : undefined;
  if (third === undefined) return two;
  const three = isRecord(two) ? two[third] : undefined;
  if (fourth === undefined) return three;
  return isRecord(three) ? three[fourth] : undefined;
}

/** Text at a path, or empty. */
export function textAt(value: unknown, first: string, second?: string, third?: string, fourth?: string): string {
  return text(at(value, first, second, third, fourth));
}

/**
 * What stands in a field that decides a rung: its text, or, where there is something else than a text, that as JSON.
 * Empty only where there is nothing: an error that is a list is still an error.
 */
export function deciding(value: unknown): string {
  const plain = text(value);
  if (plain !== '' || value === undefined || value === null || typeof value === 'string') return plain;
  if (typeof value === 'object' && Object.keys(value).length === 0) return '';
  return bounded(JSON.stringify(value) ?? typeof value);
}

/** The same at a path. */
export function decidingAt(value: unknown, first: string, second?: string, third?: string, fourth?: string): string {
  return deciding(at(value, first, second, third, fourth));
}

/** JSON text as a value, or undefined when it is not JSON. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** Text cut to a length that a table can bear; the whole of it stays in the original. */
export function bounded(source: string, length = 300): string {
  return source.length <= length ? source : `${source.slice(0, length - 1)}…`;
}

/** An identifier for people: enough to tell two apart, not enough to copy. */
export function masked(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}

/** Only the entries that say something. */
export function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  const said: Record<string, string> = {};
  for (const name in entries) {
    const value = entries[name];
    if (value !== undefined && value !== '') said[name] = value;
  }
  return said;
}
