import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels } from './place-labels.ts';

describe('placeLabels', () => {
  it('never lets two labels touch and never leaves the picture', () => {
    const labels = fc.array(fc.record({ x: fc.integer({ min: 0, max: 800 }), width: fc.integer({ min: 10, max: 160 }) }), { maxLength: 30 });
    fc.assert(
      fc.property(labels, (given) => {
        const placed = placeLabels(given, 800, 8);
        placed.forEach((a, i) => {
          const width = given[i]?.width ?? 0;
          expect(a.left).toBeGreaterThanOrEqual(0);
          expect(a.left + width).toBeLessThanOrEqual(800);
          placed.forEach((b, j) => {
            if (i === j || a.row !== b.row) return;
            const apart = a.left + width + 8 <= b.left || b.left + (given[j]?.width ?? 0) + 8 <= a.left;
            expect(apart).toBe(true);
          });
        });
      }),
    );
  });

  it('lets no line pass through a label when there is room at the right', () => {
    const given = [
      { x: 100, width: 120 },
      { x: 150, width: 120 },
      { x: 180, width: 120 },
    ];
    const placed = placeLabels(given, 800);
    given.forEach((line, i) => {
      placed.forEach((label, j) => {
        const passed = label.row < (placed[i]?.row ?? 0) && line.x > label.left && line.x < label.left + (given[j]?.width ?? 0);
        expect(passed).toBe(false);
      });
    });
  });

  it('stands left of its line at the right border', () => {
    expect(placeLabels([{ x: 780, width: 60 }], 800)[0]?.left).toBe(715);
  });

  it('uses one row while there is room', () => {
    expect(
      placeLabels(
        [
          { x: 0, width: 50 },
          { x: 100, width: 50 },
        ],
        800,
      ).map((each) => each.row),
    ).toEqual([0, 0]);
  });
});
