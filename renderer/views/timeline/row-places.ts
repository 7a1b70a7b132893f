/** A line between events that is no event: it stands before the event of this rank. */
export interface Separator<T> {
  readonly rank: number;
  readonly value: T;
}

/** What stands on one line of the table. */
export type TableLine<T> = { readonly kind: 'event'; readonly rank: number } | { readonly kind: 'separator'; readonly value: T };

/** Lines in all: events and the separators between them. */
export function lineCount(events: number, separators: readonly Separator<unknown>[]): number {
  return events + separators.length;
}

/** The line on which the event of `rank` stands. `separators` are in order of rank. */
export function lineOfRank(rank: number, separators: readonly Separator<unknown>[]): number {
  return rank + separators.filter((separator) => separator.rank <= rank).length;
}

/** What stands on `line`. */
export function lineAt<T>(line: number, separators: readonly Separator<T>[]): TableLine<T> {
  let before = 0;
  for (const separator of separators) {
    const own = separator.rank + before;
    if (own === line) return { kind: 'separator', value: separator.value };
    if (own > line) break;
    before += 1;
  }
  return { kind: 'event', rank: line - before };
}
