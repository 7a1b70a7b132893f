import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useMarks } from './use-marks.ts';
import type { Use } from './use-marks.ts';

const use = fc.record({ at: fc.integer({ min: 0, max: 900 }), rung: fc.integer({ min: 0, max: 4 }), events: fc.integer({ min: 1, max: 50 }) });
const total = (uses: readonly { readonly events: number }[]) => uses.reduce((sum, each) => sum + each.events, 0);

describe('useMarks', () => {
  it('loses no event and lets no mark cover another', () => {
    fc.assert(
      fc.property(fc.array(use, { maxLength: 200 }), (uses: readonly Use[]) => {
        const successful = useMarks(uses, 'successful', (at) => at, 10);
        const other = useMarks(uses, 'other', (at) => at, 10);
        expect(total(successful) + total(other)).toBe(total(uses));
        for (const marks of [successful, other]) {
          marks.forEach((mark, index) => {
            const next = marks[index + 1];
            if (next) expect(next.x - mark.x).toBeGreaterThanOrEqual(10);
          });
        }
      }),
    );
  });

  it('keeps successful and attempted apart', () => {
    const marks = useMarks(
      [
        { at: 5, rung: 4, events: 1 },
        { at: 5, rung: 2, events: 1 },
      ],
      'successful',
      (at) => at,
      10,
    );
    expect(marks.map((mark) => mark.rung)).toEqual([4]);
  });

  it('moves a mark of another rung aside instead of covering it', () => {
    const marks = useMarks(
      [
        { at: 100, rung: 2, events: 3 },
        { at: 101, rung: 1, events: 1 },
      ],
      'other',
      (at) => at,
      10,
    );
    expect(marks.map((mark) => [mark.x, mark.rung])).toEqual([
      [100, 2],
      [110, 1],
    ]);
  });
});
