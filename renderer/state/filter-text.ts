import { formatFilter, parseFilter } from '../../shared/filter-line.ts';
import type { Filter } from '../../shared/rpc/filter.ts';

/** The filter as it stands in an address: the same line that can be pasted and cited. */
export function filterToText(filter: Filter): string {
  return formatFilter(filter);
}

/** Null when the text is no filter. */
export function filterFromText(text: string): Filter | null {
  try {
    return parseFilter(text);
  } catch {
    return null;
  }
}
