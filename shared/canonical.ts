/**
 * Canonical JSON: one value, one text, on every machine. Members sorted by UTF-16 code units, no white space, numbers and
 * strings as ECMAScript writes them (RFC 8785). Used for custody bodies and for every JSON file of a bundle.
 */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [name: string]: Canonical | undefined };

/**
 * Writes a value canonically. Members that are `undefined` are left out. Throws on what JSON cannot say (a number that is
 * not finite, a bigint, a function): 64-bit identifiers have to be text before they come here.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`JSON has no word for ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new Error(`JSON has no word for a ${typeof value}`);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
}
