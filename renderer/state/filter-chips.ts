import { rungs } from '../../shared/rungs.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import { formatCount, formatWindow } from '../ui/format.ts';

/** Fields that hold a list of values a person can pick from. */
export const listFields = ['identities', 'credentials', 'rungs', 'planes', 'actions', 'resources', 'resourceKinds', 'realms', 'ips'] as const;
export type ListField = (typeof listFields)[number];

export const fieldNames: Readonly<Record<ListField, string>> = {
  identities: 'identity',
  credentials: 'credential',
  rungs: 'rung',
  planes: 'plane',
  actions: 'action',
  resources: 'resource',
  resourceKinds: 'kind of resource',
  realms: 'realm',
  ips: 'address',
};

/** One removable part of the filter, in words. */
export interface Chip {
  readonly field: ListField | 'time' | 'items' | 'events' | 'unassessed' | 'text';
  readonly name: string;
  readonly value: string;
  /** The whole of it, for a hover. */
  readonly full: string;
}

/** The parts of a filter in the order in which they are shown. Time is always the first, also when it is open. */
export function chipsOf(filter: Filter): readonly Chip[] {
  const chips: Chip[] = [{ field: 'time', name: '', value: formatWindow(filter.from, filter.to), full: formatWindow(filter.from, filter.to) }];
  for (const field of listFields) {
    const values = filter[field];
    if (!values || values.length === 0) continue;
    const words = values.map((value) => (field === 'rungs' ? (rungs[value as number] ?? '') : shortKey(String(value))));
    const below = filter.withDescendants && (field === 'identities' || (field === 'credentials' && !filter.identities)) ? ' and below' : '';
    const value = words.length > 2 && field !== 'rungs' ? `${words[0] ?? ''} and ${words.length - 1} more` : words.join(', ');
    chips.push({ field, name: fieldNames[field], value: value + below, full: (field === 'rungs' ? words : values).join('\n') });
  }
  if (filter.items?.length)
    chips.push({
      field: 'items',
      name: 'from',
      value: filter.items.length === 1 ? `file ${filter.items[0] ?? ''}` : `${filter.items.length} files`,
      full: filter.items.join(', '),
    });
  if (filter.events?.length)
    chips.push({
      field: 'events',
      name: 'exactly',
      value: `${formatCount(filter.events.length)} ${filter.events.length === 1 ? 'event' : 'events'}`,
      full: 'Events chosen one by one',
    });
  if (filter.unassessed) chips.push({ field: 'unassessed', name: '', value: 'not assessed', full: 'Events nobody has assessed yet' });
  if (filter.text) chips.push({ field: 'text', name: 'text', value: `“${filter.text}”`, full: filter.text });
  return chips;
}

/** What to take out of the filter so that `chip` goes. */
export function withoutChip(field: Chip['field']): { readonly [K in keyof Filter]?: undefined } {
  if (field === 'time') return { from: undefined, to: undefined };
  if (field === 'identities') return { identities: undefined, withDescendants: undefined, sinceExposure: undefined };
  return { [field]: undefined };
}

/** The telling end of a key: `aws:123456789012:role/deploy-ci` → `deploy-ci`, `session:ASIAEXAMPLE` → `ASIA…MPLE`. */
export function shortKey(key: string): string {
  const last = key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf(':')) + 1) || key;
  if (/^[A-Z0-9]{16,}$/.test(last)) return `${last.slice(0, 4)}…${last.slice(-4)}`;
  return last.length > 30 ? `${last.slice(0, 14)}…${last.slice(-14)}` : last;
}
