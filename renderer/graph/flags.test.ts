import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../shared/rpc/case.ts';
import { parseIso } from '../../shared/time.ts';
import { flagsOf } from './flags.ts';

const milestone = (id: number, kind: Milestone['kind'], time: string): Milestone => ({
  id,
  kind,
  at: parseIso(time)?.at ?? 0,
  identity: null,
  credential: null,
  note: '',
  author: '',
  enteredAt: 0,
});
const start = parseIso('2026-11-03T10:00Z')?.at ?? 0;
const hour = 3_600_000_000;

describe('flagsOf', () => {
  it('makes one flag of two milestones of a kind in one place', () => {
    const flags = flagsOf(
      [milestone(1, 'exposure_began', '2026-11-03T10:02Z'), milestone(2, 'exposure_began', '2026-11-03T10:02:41Z')],
      (at) => ((at - start) / hour) * 50,
      600,
    );
    expect(flags.map((flag) => flag.text)).toEqual(['exposed 10:02 and 1 more']);
  });

  it('keeps them apart where there is room, and says the day where it changes', () => {
    const flags = flagsOf(
      [milestone(1, 'patch_deployed', '2026-11-03T14:00Z'), milestone(2, 'patch_verified', '2026-11-04T09:00:05Z')],
      (at) => ((at - start) / hour) * 20,
      900,
    );
    expect(flags.map((flag) => flag.text)).toEqual(['patch 14:00', 'verified 11-04 09:00:05']);
  });
});
