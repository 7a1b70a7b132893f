import { describe, expect, it } from 'vitest';
import { focusSpan, panSpan, wholeSpan, zoomSpan } from './life-span.ts';
import type { LifeLine } from '../../shared/rpc/graph.ts';
import type { Milestone } from '../../shared/rpc/case.ts';

const hour = 3_600_000_000;
const line = (over: Partial<LifeLine>): LifeLine => ({
  credential: { key: 'k', display: 'k', kind: 'access_key' },
  holder: null,
  lifetime: 'static',
  chained: false,
  exposed: false,
  inReach: false,
  issued: null,
  issuedInferred: false,
  expires: null,
  expiresInferred: false,
  ended: null,
  endedBy: '',
  first: null,
  last: null,
  counts: [0, 0, 0, 0, 0],
  uses: [],
  thinned: 0,
  validity: [],
  successfulAfterPatch: 0,
  ...over,
});
const milestone = (at: number): Milestone => ({ id: at, kind: 'patch_deployed', at, identity: null, credential: null, note: '', author: '', enteredAt: at });

describe('spans', () => {
  it('looks at the incident, not at the three years the key existed', () => {
    const lines = [line({ issued: -30_000 * hour, first: 10 * hour, last: 16 * hour, inReach: true })];
    const span = focusSpan(lines, [milestone(10 * hour), milestone(14 * hour)], 40 * hour);
    expect(span.from).toBeGreaterThan(8 * hour);
    expect(span.to).toBeLessThan(18 * hour);
  });

  it('shows everything when asked', () => {
    const span = wholeSpan([line({ issued: -30_000 * hour, last: 16 * hour })], [], 40 * hour);
    expect(span.from).toBeLessThan(-30_000 * hour);
    expect(span.to).toBeGreaterThan(16 * hour);
  });

  it('shows a day where nothing has a time', () => {
    expect(focusSpan([], [], 40 * hour)).toEqual({ from: 16 * hour, to: 40 * hour });
  });

  it('zooms around the pointer and never below a minute', () => {
    const span = zoomSpan({ from: 0, to: 10 * hour }, 0.5, 5 * hour);
    expect(span).toEqual({ from: 2.5 * hour, to: 7.5 * hour });
    const closest = zoomSpan({ from: 0, to: 60_000_000 }, 0.01, 0);
    expect(closest.to - closest.from).toBe(60_000_000);
  });

  it('pans by a share', () => {
    expect(panSpan({ from: 0, to: 100 }, 0.25)).toEqual({ from: 25, to: 125 });
  });
});
