import { expect, test } from 'vitest';
import { describeFilter } from './filter-words.ts';

test('a filter is one sentence, with names where they are known', () => {
  expect(describeFilter({})).toBe('all events');
  expect(
    describeFilter({ from: 0, to: 60_000_000, identities: ['aws:1:role/x'], withDescendants: true, rungs: [1, 2], text: 'kms' }, (kind, key) =>
      kind === 'identity' ? 'deploy' : key,
    ),
  ).toBe(
    'events from 1970-01-01 00:00:00.000 up to 1970-01-01 00:01:00.000 UTC, by deploy, including every credential minted from or exposed to what they held, that ended rejected or denied, holding the text "kms"',
  );
  expect(describeFilter({ from: 0, unassessed: true, events: [7] })).toBe('events from 1970-01-01 00:00:00.000 UTC on, event 7, not assessed yet');
});

test('many values are counted beyond the sixth, and none is said to be none', () => {
  expect(describeFilter({ actions: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] })).toBe('events calling a or b or c or d or e or f or 2 more');
  expect(describeFilter({ ips: [] })).toBe('events from the address none');
});
