import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFilter, parseFilter } from './filter-line.ts';
import { planes } from './model.ts';
import type { Filter } from './rpc/filter.ts';
import { parseIso } from './time.ts';

const texts = fc.array(fc.string({ unit: 'binary' }));
const some = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const anyFilter = fc
  .record({
    from: some(fc.maxSafeInteger()),
    to: some(fc.integer({ min: -1e15, max: 4e15 })),
    identities: some(texts),
    withDescendants: some(fc.boolean()),
    sinceExposure: some(fc.boolean()),
    credentials: some(texts),
    resources: some(texts),
    resourceKinds: some(texts),
    planes: some(fc.array(fc.constantFrom(...planes))),
    rungs: some(fc.array(fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const))),
    actions: some(texts),
    realms: some(texts),
    ips: some(texts),
    items: some(fc.array(fc.maxSafeInteger())),
    events: some(fc.array(fc.maxSafeNat())),
    unassessed: some(fc.boolean()),
    text: some(fc.string({ unit: 'binary' })),
  })
  .map((filter) => Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Filter);

describe('the line of a filter', () => {
  test('says every filter so that it can be read back', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  test('is one line of plain words where the values allow it', () => {
    const from = parseIso('2026-11-03T10:00:00Z')?.at ?? 0;
    expect(formatFilter({ from, rungs: [2, 1], identities: ['aws:1:role/x'], text: 'two words' })).toBe(
      'from=2026-11-03T10:00:00.000Z identity=aws:1:role/x rung=denied,rejected text="two words"',
    );
    expect(formatFilter({})).toBe('');
  });

  test('takes words without a name as text, days as moments, names in any case', () => {
    expect(parseFilter('kms  sign RUNG=4 from=2026-11-03')).toEqual({ text: 'kms sign', rungs: [4], from: parseIso('2026-11-03T00:00:00Z')?.at });
    expect(parseFilter('action=a action=b')).toEqual({ actions: ['a', 'b'] });
  });

  test.each(['colour=red', 'rung=maybe', 'plane=moon', 'from=yesterday', 'item=x', 'from=2026-11-03,2026-11-04', 'text="open', 'unassessed=perhaps', ','])(
    'refuses %s',
    (line) => {
      expect(() => parseFilter(line)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'invalid_argument' }) }));
    },
  );

  test('never fails in any other way', () => {
    fc.assert(
      fc.property(fc.string(), (line) => {
        try {
          parseFilter(line);
        } catch (error) {
          expect(error).toMatchObject({ problem: { code: 'invalid_argument' } });
        }
      }),
    );
  });
});
