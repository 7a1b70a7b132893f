import { describe, expect, it } from 'vitest';
import { fitAll, fitReadable, inSight, overlaps, readable, reveal } from './viewport.ts';

const screen = { width: 800, height: 600 };

describe('viewport', () => {
  it('shows the whole picture and never blows it up', () => {
    expect(fitAll({ width: 1600, height: 600 }, screen)).toEqual({ k: 0.5, x: 0, y: 150 });
    expect(fitAll({ width: 400, height: 300 }, screen)).toEqual({ k: 1, x: 200, y: 150 });
  });

  it('keeps clear of the strip at the top, and uses what the picture has to spare there', () => {
    const view = fitAll({ width: 400, height: 600 }, screen, { covered: 28, spare: 30 });
    expect(view.k).toBe(1);
    expect(30 * view.k + view.y).toBeGreaterThanOrEqual(28);
    expect(600 * view.k + view.y).toBeLessThanOrEqual(600);
  });

  it('stays readable and shows what matters when the whole would be too small', () => {
    const view = fitReadable({ width: 800, height: 3000 }, screen, { x: 0, y: 1500 });
    expect(view).toMatchObject({ k: readable, y: 300 - 1500 * readable });
    expect(fitReadable({ width: 800, height: 3000 }, screen, { x: 0, y: 10 }).y).toBe(0);
    expect(fitReadable({ width: 800, height: 3000 }, screen, { x: 0, y: 2990 }).y).toBe(600 - 3000 * readable);
    expect(fitReadable({ width: 1600, height: 3000 }, screen, { x: 0, y: 1500 })).toMatchObject({ k: 0.5, x: 0 });
    expect(fitReadable({ width: 900, height: 600 }, screen, { x: 0, y: 0 })).toEqual(fitAll({ width: 900, height: 600 }, screen));
  });

  it('moves only as far as it must', () => {
    const view = { x: 0, y: 0, k: 1 };
    expect(reveal(view, { x: 100, y: 100, width: 50, height: 20 }, screen)).toEqual(view);
    expect(reveal(view, { x: 780, y: 100, width: 50, height: 20 }, screen, 40)).toEqual({ k: 1, x: -70, y: 0 });
    expect(reveal(view, { x: -60, y: 100, width: 50, height: 20 }, screen, 40)).toEqual({ k: 1, x: 100, y: 0 });
  });

  it('knows what is in sight', () => {
    const sight = inSight({ x: -200, y: 0, k: 2 }, screen);
    expect(sight).toEqual({ x: 100, y: -0, width: 400, height: 300 });
    expect(overlaps(sight, { x: 0, y: 0, width: 90, height: 10 })).toBe(false);
    expect(overlaps(sight, { x: 90, y: 0, width: 20, height: 10 })).toBe(true);
  });
});
