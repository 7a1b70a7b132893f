import type { Filter } from './rpc/filter.ts';
import { rungs } from './rungs.ts';
import { formatPlain, type Micros } from './time.ts';

/** How a key is called for people; the key itself where nothing better is known. */
export type NameOf = (kind: 'identity' | 'credential' | 'resource', key: string) => string;

/** A filter in words, as it is printed beside what it selected: one sentence without a full stop. Times are UTC. */
export function describeFilter(filter: Filter, nameOf: NameOf = (_kind, key) => key): string {
  const parts: string[] = [];
  const { from, to } = filter;
  if (from !== undefined && to !== undefined) parts.push(`from ${moment(from)} up to ${moment(to)} UTC`);
  else if (from !== undefined) parts.push(`from ${moment(from)} UTC on`);
  else if (to !== undefined) parts.push(`before ${moment(to)} UTC`);
  if (filter.identities) parts.push(`by ${oneOf(filter.identities.map((key) => nameOf('identity', key)))}`);
  if (filter.credentials) parts.push(`with ${oneOf(filter.credentials.map((key) => nameOf('credential', key)))}`);
  if (filter.withDescendants && (filter.identities ?? filter.credentials)) parts.push('including every credential minted from or exposed to what they held');
  if (filter.withDescendants && filter.sinceExposure) parts.push('each from its own exposure on');
  const on = [...(filter.resources ?? []).map((key) => nameOf('resource', key)), ...(filter.resourceKinds ?? []).map((kind) => `any ${kind}`)];
  if (filter.resources ?? filter.resourceKinds) parts.push(`on ${oneOf(on)}`);
  if (filter.planes) parts.push(`on the plane ${oneOf(filter.planes)}`);
  if (filter.rungs) parts.push(`that ended ${oneOf(filter.rungs.map((rung) => rungs[rung]))}`);
  if (filter.actions) parts.push(`calling ${oneOf(filter.actions)}`);
  if (filter.realms) parts.push(`in ${oneOf(filter.realms)}`);
  if (filter.ips) parts.push(`from the address ${oneOf(filter.ips)}`);
  if (filter.items) parts.push(`read from item ${oneOf(filter.items.map(String))}`);
  if (filter.events) parts.push(filter.events.length === 1 ? `event ${filter.events[0]}` : `${filter.events.length} chosen events`);
  if (filter.unassessed) parts.push('not assessed yet');
  if (filter.text) parts.push(`holding the text "${filter.text}"`);
  return parts.length === 0 ? 'all events' : `events ${parts.join(', ')}`;
}

function moment(at: number): string {
  return formatPlain(at as Micros);
}

/** Up to six values by name; how many there are beyond. */
function oneOf(values: readonly string[]): string {
  if (values.length === 0) return 'none';
  const named = values.slice(0, 6);
  const more = values.length - named.length;
  return `${named.join(' or ')}${more > 0 ? ` or ${more} more` : ''}`;
}
