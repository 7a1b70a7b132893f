import { filterSchema, type Filter } from '../../shared/rpc/filter.ts';

/** The filter as it stands in an address; empty for "everything". */
export function filterToText(filter: Filter): string {
  return Object.keys(filter).length === 0 ? '' : JSON.stringify(filter);
}

/** Null when the text is no filter. */
export function filterFromText(text: string): Filter | null {
  if (text === '') return {};
  try {
    return filterSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
