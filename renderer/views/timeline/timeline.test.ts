import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { dayLines, daysIn, mergeSeparators } from './day-lines.ts';
import { groupFlags } from './group-flags.ts';
import { placeFlags } from './place-flags.ts';
import { lineAt, lineCount, lineOfRank } from './row-places.ts';
import { offsetAt, scrollScale, scrollTopAt } from './scroll-scale.ts';
import { stackBar } from './stack-bar.ts';
import { tickLabel } from './tick-label.ts';
import { momentAt, zoomWindow } from './zoom.ts';

describe('scroll scale', () => {
  it('reaches the first and the last row of ten million without an element past the cap', () => {
    const scale = scrollScale(10_000_000, 28, 600);
    expect(scale.spacer).toBeLessThan(33_554_428);
    expect(offsetAt(scale, 0)).toBe(0);
    expect(offsetAt(scale, scale.spacer - 600)).toBeCloseTo(280_000_000 - 600, 3);
  });

  it('is exact while the list fits, and goes there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12_000_000 }),
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, viewport, share) => {
          const scale = scrollScale(rows, 28, viewport);
          const offset = share * scale.last;
          expect(offsetAt(scale, scrollTopAt(scale, offset))).toBeCloseTo(offset, 2);
          if (rows * 28 <= 8_000_000) expect(scale.factor).toBe(1);
        },
      ),
    );
  });
});

describe('lines of the table', () => {
  const separators = fc.array(fc.nat(50), { maxLength: 8 }).map((ranks) => ranks.toSorted((a, b) => a - b).map((rank, place) => ({ rank, value: place })));

  it('finds every event and every separator exactly once, in order', () => {
    fc.assert(
      fc.property(separators, (between) => {
        const events = 51;
        const lines = Array.from({ length: lineCount(events, between) }, (_, line) => lineAt(line, between));
        expect(lines.flatMap((line) => (line.kind === 'event' ? [line.rank] : []))).toEqual(Array.from({ length: events }, (_, rank) => rank));
        expect(lines.flatMap((line) => (line.kind === 'separator' ? [line.value] : []))).toEqual(between.map((separator) => separator.value));
        for (let rank = 0; rank < events; rank += 1) expect(lineAt(lineOfRank(rank, between), between)).toEqual({ kind: 'event', rank });
      }),
    );
  });

  it('puts a separator before the event of its rank', () => {
    const between = [{ rank: 2, value: 'patch' }];
    expect([0, 1, 2, 3].map((line) => lineAt(line, between))).toEqual([
      { kind: 'event', rank: 0 },
      { kind: 'event', rank: 1 },
      { kind: 'separator', value: 'patch' },
      { kind: 'event', rank: 2 },
    ]);
  });
});

describe('flags', () => {
  it('never lets two labels of one row overlap', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ x: fc.integer({ min: 0, max: 800 }), width: fc.integer({ min: 20, max: 140 }) }), { maxLength: 10 }), (flags) => {
        const placed = placeFlags(flags, 800);
        for (const [at, a] of placed.entries()) {
          expect(a.left).toBeGreaterThanOrEqual(0);
          for (const b of placed.slice(at + 1)) if (a.row === b.row) expect(a.left + a.width <= b.left || b.left + b.width <= a.left).toBe(true);
        }
      }),
    );
  });
});

describe('bars', () => {
  it('shows every rung that occurs, successful use at the bottom', () => {
    const parts = stackBar([0, 1, 2, 0, 100_000], 100_000, 80);
    expect(parts.map((part) => part.rung)).toEqual([4, 2, 1]);
    for (const part of parts) expect(part.height).toBeGreaterThanOrEqual(2);
  });

  it('draws nothing where nothing happened', () => {
    expect(stackBar([0, 0, 0, 0, 0], 10, 80)).toEqual([]);
  });
});

describe('tick labels', () => {
  const at = Date.UTC(2026, 10, 3, 14, 30, 5);
  it('says the day, the hour or the second, by the distance of the ticks', () => {
    expect(tickLabel(at, 365 * 86_400_000)).toBe('2026');
    expect(tickLabel(at, 31 * 86_400_000)).toBe('Nov 2026');
    expect(tickLabel(at, 86_400_000)).toBe('3 Nov');
    expect(tickLabel(at, 3_600_000)).toBe('14:30');
    expect(tickLabel(at, 1000)).toBe('14:30:05');
    expect(tickLabel(Date.UTC(2026, 10, 3), 3_600_000)).toBe('3 Nov');
  });
});

describe('zoom', () => {
  it('keeps the moment under the pointer where it is and never leaves the bounds', () => {
    const bounds = { from: 0, to: 1_000_000_000 };
    const near = zoomWindow({ from: 0, to: 1_000_000_000 }, 0.5, 0.25, bounds);
    expect(near).toEqual({ from: 125_000_000, to: 625_000_000 });
    expect(zoomWindow(near, 100, 0.5, bounds)).toEqual(bounds);
  });

  it('reads a moment off a pixel no finer than the pixel', () => {
    expect(momentAt({ from: 0, to: 86_400_000_000 }, 333, 1000)).toBe(28_800_000_000);
    expect(momentAt({ from: 0, to: 2_000_000_000 }, 333, 1000)).toBe(666_000_000);
    expect(momentAt({ from: 0, to: 1_000_000 }, 333, 1000)).toBe(333_000);
  });

  it('stops at a second', () => {
    const window = zoomWindow({ from: 0, to: 1_000_000 }, 0.01, 0.5, { from: 0, to: 1_000_000_000 });
    expect(window.to - window.from).toBe(1_000_000);
  });
});

const hour = 3_600_000_000;

describe('days', () => {
  it('begin before the first event of each later day', () => {
    const bars = [3, 0, 2].map((events, place) => ({ at: place * 24 * hour, counts: [0, 0, 0, 0, events] as [number, number, number, number, number] }));
    const lines = dayLines({ from: 0, to: 72 * hour, step: 24 * hour, bars, gaps: [] });
    expect(lines).toEqual([{ rank: 3, value: { kind: 'day', at: 48 * hour, events: 2 } }]);
    expect(daysIn(hour, 25 * hour)).toBe(2);
  });

  it('are not guessed from bars longer than a day', () => {
    expect(dayLines({ from: 0, to: 72 * hour, step: 48 * hour, bars: [{ at: 0, counts: [0, 0, 0, 0, 9] }], gaps: [] })).toEqual([]);
  });

  it('stand after a milestone of the evening before', () => {
    const bars = [2, 2].map((events, place) => ({ at: place * 24 * hour, counts: [0, 0, 0, 0, events] as [number, number, number, number, number] }));
    const merged = mergeSeparators({ from: 0, to: 48 * hour, step: 24 * hour, bars, gaps: [] }, [
      { rank: 2, value: { kind: 'milestone', milestone: milestone(1, 'contained', 20 * hour) } },
    ]);
    expect(merged.map((line) => line.value.kind)).toEqual(['milestone', 'day']);
  });
});

describe('flags close together', () => {
  it('become one where they are of one kind, and lose none', () => {
    const all = [milestone(1, 'exposure_began', 0), milestone(2, 'exposure_began', 5), milestone(3, 'patch_deployed', 6), milestone(4, 'exposure_began', 400)];
    expect(groupFlags(all, ({ at }) => at).map((group) => group.map(({ id }) => id))).toEqual([[1, 2], [3], [4]]);
  });
});

function milestone(id: number, kind: Milestone['kind'], at: number): Milestone {
  return { id, kind, at, identity: null, credential: null, note: '', author: 'examiner', enteredAt: 0 };
}
