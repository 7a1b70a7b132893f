import type { Filter } from '../../shared/rpc/filter.ts';
import { questionIds, type QuestionId } from '../../shared/model.ts';
import { filterFromText, filterToText } from './filter-text.ts';
import type { Selection } from './selection.ts';

export type Params = Readonly<Record<string, string>>;

/** A place in the window that can be gone back to and cited. */
export interface Address {
  readonly view: string;
  readonly params: Params;
  readonly filter: Filter;
  readonly selection: Selection | null;
}

/** `#/timeline?filter=…&at=event:12`. Selections that only a picture knows (edges, nodes) stay out. */
export function formatAddress(address: Address): string {
  const query = new URLSearchParams(address.params);
  const filter = filterToText(address.filter);
  if (filter !== '') query.set('filter', filter);
  const selected = selectionToText(address.selection);
  if (selected !== '') query.set('at', selected);
  const text = query.toString();
  return `#/${address.view}${text === '' ? '' : `?${text}`}`;
}

/** Reads what `formatAddress` wrote; anything unreadable is left out rather than guessed. */
export function parseAddress(hash: string): Address {
  const match = /^#\/([a-z-]*)(?:\?(.*))?$/.exec(hash);
  if (!match) return { view: '', params: {}, filter: {}, selection: null };
  const query = new URLSearchParams(match[2] ?? '');
  const filter = filterFromText(query.get('filter') ?? '') ?? {};
  const selection = selectionFromText(query.get('at') ?? '');
  query.delete('filter');
  query.delete('at');
  return { view: match[1] ?? '', params: Object.fromEntries(query), filter, selection };
}

function selectionToText(selection: Selection | null): string {
  switch (selection?.kind) {
    case 'event':
    case 'milestone':
    case 'item':
    case 'answer':
      return `${selection.kind}:${selection.id}`;
    case 'identity':
    case 'credential':
    case 'resource':
      return `${selection.kind}:${selection.key}`;
    default:
      return '';
  }
}

function selectionFromText(text: string): Selection | null {
  const colon = text.indexOf(':');
  const kind = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (colon < 1 || rest === '') return null;
  if (kind === 'identity' || kind === 'credential' || kind === 'resource') return { kind, key: rest };
  if (kind === 'answer') return (questionIds as readonly string[]).includes(rest) ? { kind, id: rest as QuestionId } : null;
  if (kind === 'event' || kind === 'milestone' || kind === 'item') return /^\d{1,15}$/.test(rest) ? { kind, id: Number(rest) } : null;
  return null;
}
