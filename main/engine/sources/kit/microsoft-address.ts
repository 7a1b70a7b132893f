import { isAddress, readOrigin } from './address.ts';
import type { Origin } from './address.ts';

/**
 * The first of several address fields that holds an address. Microsoft's logs write `NAME (203.0.113.7)`, `[203.0.113.7]:443`, and
 * an IPv6 address with a port but without brackets; what is no address at all is an origin.
 */
export function readLooseOrigin(...fields: readonly string[]): Origin {
  const said = fields.filter((field) => field.trim() !== '');
  const found = said.map((field) => readOrigin(bare(field))).find(({ ip }) => ip !== null);
  return found ?? (said[0] === undefined ? { ip: null, origin: null } : readOrigin(said[0]));
}

function bare(field: string): string {
  const trimmed = field.trim();
  const inner = /\(([0-9a-f:.]+)\)\]?$/i.exec(trimmed)?.[1];
  if (inner !== undefined && isAddress(inner)) return inner;
  const head = /^([0-9a-f:.]+):\d{2,5}$/i.exec(trimmed)?.[1];
  return head !== undefined && head.split(':').length === 8 && isAddress(head) ? head : trimmed;
}
