import type { Params } from '../../state/address.ts';
import { useNav } from '../../state/nav.ts';

export const sides = ['whole', 'before', 'after'] as const;
export type Side = (typeof sides)[number];

/** What a person has done to the picture beside filtering it. Kept in the address, so that Back and a citation bring it back. */
export interface PictureState {
  readonly expanded: readonly string[];
  readonly hidden: readonly string[];
  /** Their paths stay lit. */
  readonly pinned: readonly string[];
  readonly limit: number;
  /** The moment that parts before from after. */
  readonly at: number | null;
  readonly side: Side;
  readonly list: boolean;
  /** A node to show, by id. */
  readonly node: string | null;
}

export const limits = [100, 200, 400, 1000, 2000] as const;

export function readPictureState(params: Params): PictureState {
  const limit = Number(params['limit']);
  return {
    expanded: listOf(params['open']),
    hidden: listOf(params['hide']),
    pinned: listOf(params['pin']),
    limit: limits.some((each) => each === limit) ? limit : 400,
    at: /^-?\d{1,16}$/.test(params['at_time'] ?? '') ? Number(params['at_time']) : null,
    side: sides.find((side) => side === params['side']) ?? 'whole',
    list: params['as'] === 'list',
    node: params['node'] ?? null,
  };
}

function listOf(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

/** Changes part of the state; what is as by default leaves the address. */
export function changePicture(change: Partial<PictureState>): void {
  const { params } = useNav.getState();
  const next = { ...readPictureState(params), ...change };
  const texts: Readonly<Record<string, string>> = {
    open: textOf(next.expanded),
    hide: textOf(next.hidden),
    pin: textOf(next.pinned),
    limit: next.limit === 400 ? '' : String(next.limit),
    at_time: next.at === null ? '' : String(next.at),
    side: next.side === 'whole' ? '' : next.side,
    as: next.list ? 'list' : '',
    node: next.node ?? '',
  };
  useNav.setState({ params: Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) });
}

function textOf(list: readonly string[]): string {
  return list.length === 0 ? '' : JSON.stringify(list);
}

/** Adds or takes out one id. */
export function toggled(list: readonly string[], id: string): readonly string[] {
  return list.includes(id) ? list.filter((each) => each !== id) : [...list, id];
}
