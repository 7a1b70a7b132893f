/** Where a call came from: a network address, or the name of a service that called for someone. Never both. */
export interface Origin {
  readonly ip: string | null;
  readonly origin: string | null;
}

const v4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const v4Port = /^((?:\d{1,3}\.){3}\d{1,3}):\d{1,5}$/;
const bracketed = /^\[([0-9a-f:.]+)(?:%[\w.]+)?\](?::\d{1,5})?$/i;
const mapped = /^::ffff:((?:\d{1,3}\.){3}\d{1,3})$/i;

/** Addresses kept in memory; then it starts anew. */
const most = 4096;
const known = new Map<string, Origin>();
/** What is longer is no address and may be of any length. */
const longest = 80;

/** Splits an address field: ports, brackets, zone ids and the `::ffff:` prefix go; what is no address is an origin. */
export function readOrigin(source: string): Origin {
  const found = known.get(source);
  if (found) return found;
  const origin = split(source);
  if (source.length > longest) return origin;
  if (known.size >= most) known.clear();
  known.set(source, origin);
  return origin;
}

function split(source: string): Origin {
  const trimmed = source.trim();
  if (trimmed === '' || trimmed === '-') return { ip: null, origin: null };
  const bare = (v4Port.exec(trimmed)?.[1] ?? bracketed.exec(trimmed)?.[1] ?? trimmed).replace(/%[\w.]+$/, '');
  const host = mapped.exec(bare)?.[1] ?? bare;
  return isAddress(host) ? { ip: host.toLowerCase(), origin: null } : { ip: null, origin: trimmed };
}

/** Dotted octets are kept as written: a leading zero may be an anonymiser's, and reading it as octal would invent an address. */
export function isAddress(host: string): boolean {
  if (v4.test(host)) return host.split('.').every((octet) => Number(octet) <= 255);
  return /^[0-9a-f:.]+$/i.test(host) && isV6(host);
}

function isV6(host: string): boolean {
  const halves = host.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const tail = groups.at(-1) ?? '';
  const length = v4.test(tail) ? groups.length + 1 : groups.length;
  const whole = groups.every((group, place) => /^[0-9a-f]{1,4}$/i.test(group) || (place === groups.length - 1 && v4.test(group)));
  return whole && (halves.length === 2 ? length < 8 : length === 8);
}
