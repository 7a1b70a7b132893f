import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planes } from '../../shared/model.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import { isStaleAfter } from '../stale.ts';
import { formatAddress, parseAddress, type Address } from './address.ts';
import { estimate } from './estimate.ts';
import { chipsOf, shortKey, withoutChip } from './filter-chips.ts';
import { tidy } from './filter.ts';
import { pressWords } from './keys.ts';

const texts = fc.array(
  fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
  { minLength: 1, maxLength: 3 },
);
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    from: fc.integer({ min: 0, max: 2_000_000_000_000_000 }),
    identities: texts,
    credentials: texts,
    rungs: fc.uniqueArray(fc.constantFrom(0 as const, 1 as const, 2 as const, 3 as const, 4 as const), { minLength: 1 }),
    planes: fc.uniqueArray(fc.constantFrom(...planes), { minLength: 1 }),
    events: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  },
  { requiredKeys: [] },
);

describe('the address of the window', () => {
  it('leads back to the same view, filter and selection', () => {
    const views = fc.constantFrom('timeline', 'graph', 'answers');
    const selections = fc.oneof(
      fc.constant(null),
      fc.nat().map((id) => ({ kind: 'event' as const, id })),
      fc.string({ minLength: 1 }).map((key) => ({ kind: 'credential' as const, key })),
      fc.constant({ kind: 'answer' as const, id: 'Q3' as const }),
    );
    fc.assert(
      fc.property(views, filters, selections, (view, filter, selection) => {
        const address: Address = { view, params: { node: 'identity:x' }, filter, selection };
        expect(parseAddress(formatAddress(address))).toEqual(address);
      }),
    );
  });

  it('leaves out what cannot be read instead of guessing', () => {
    expect(parseAddress('#/timeline?filter=rung%3Dnonsense&at=event:abc')).toEqual({ view: 'timeline', params: {}, filter: {}, selection: null });
    expect(parseAddress('#garbage').view).toBe('');
    expect(parseAddress('#/answers?at=answer:Q99').selection).toBeNull();
  });

  it('is short where nothing narrows', () => {
    expect(formatAddress({ view: 'timeline', params: {}, filter: {}, selection: null })).toBe('#/timeline');
  });
});

describe('filter chips', () => {
  it('show every part of a filter, and each can be taken out until all time is left', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        let left = filter;
        for (const chip of chipsOf(filter)) left = tidy({ ...left, ...withoutChip(chip.field) });
        expect(left).toEqual({});
        expect(chipsOf({})).toHaveLength(1);
      }),
    );
  });

  it('say keys shortly and rungs in words', () => {
    expect(shortKey('aws:111122223333:role/deploy-ci')).toBe('deploy-ci');
    expect(shortKey('session:ASIA5C6BMPEC53QYM4TQ')).toBe('ASIA…M4TQ');
    const words = chipsOf({ rungs: [1, 2], identities: ['aws:1:role/a'], withDescendants: true }).map((chip) => `${chip.name} ${chip.value}`.trim());
    expect(words).toEqual(['All time', 'identity a and below', 'rung rejected, denied']);
  });

  it('equal filters are equal texts', () => {
    expect(JSON.stringify(tidy({ to: 2, from: 1, text: '', rungs: [] }))).toBe(JSON.stringify(tidy({ from: 1, to: 2, unassessed: false })));
  });
});

describe('estimate', () => {
  const progress = { stage: 'reading', done: 500, total: 1000, unit: 'records' as const, detail: '' };
  it('says rate and time left from what was seen of this stage', () => {
    const samples = [
      { at: 0, stage: 'hashing', done: 900 },
      { at: 1000, stage: 'reading', done: 0 },
      { at: 2000, stage: 'reading', done: 500 },
    ];
    expect(estimate(progress, samples)).toEqual({ rate: 500, left: 1, share: 0.5 });
  });

  it('says nothing where there is too little to say', () => {
    expect(estimate({ ...progress, total: null }, [{ at: 0, stage: 'reading', done: 1 }])).toEqual({ rate: null, left: null, share: null });
  });
});

describe('what goes stale', () => {
  it('keeps answers apart from what cannot change them', () => {
    expect(isStaleAfter('answers.all', 'milestones')).toBe(true);
    expect(isStaleAfter('events.slice', 'milestones')).toBe(false);
    expect(isStaleAfter('keys.list', 'events')).toBe(false);
    expect(isStaleAfter('case.summary', 'custody')).toBe(true);
  });
});

describe('keys in words', () => {
  it('are read as a person presses them', () => {
    expect(pressWords('g t')).toEqual(['g', 't']);
    expect(pressWords('$mod+k')).toEqual(['Ctrl', 'k']);
    expect(pressWords('([?])')).toEqual(['?']);
    expect(pressWords('Shift+j')).toEqual(['Shift', 'j']);
  });
});
