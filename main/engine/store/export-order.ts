/**
 * Puts rows that come in order of one key in order of all they say: rows of one key are gathered and sorted by their text.
 * Sorting by an index and then in small groups keeps an export of millions of rows out of memory.
 */
export function* sortedWithin<T>(rows: Iterable<T>, keyOf: (row: T) => unknown): Generator<T> {
  let group: T[] = [];
  let key: unknown;
  for (const row of rows) {
    if (group.length > 0 && keyOf(row) !== key) {
      yield* sorted(group);
      group = [];
    }
    key = keyOf(row);
    group.push(row);
  }
  yield* sorted(group);
}

function sorted<T>(group: readonly T[]): readonly T[] {
  if (group.length < 2) return group;
  const texts = group.map((row) => ({ row, text: JSON.stringify(row) }));
  return texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)).map(({ row }) => row);
}
