import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { parseIso } from '../../../shared/time.ts';
import { milestonesInWords, subjectsOf } from './subject.ts';

const milestone = (kind: Milestone['kind'], time: string, identity: string | null = null): Milestone => ({
  id: 1,
  kind,
  at: parseIso(time)?.at ?? 0,
  identity: identity === null ? null : { key: identity, display: identity },
  credential: null,
  note: '',
  author: '',
  enteredAt: 0,
});

describe('the subject of a case', () => {
  it('is who was exposed or exploited, once each', () => {
    const all = [
      milestone('exposure_began', '2026-11-03T10:02Z', 'runner-7f'),
      milestone('exploited', '2026-11-03T10:04Z', 'runner-7f'),
      milestone('contained', '2026-11-03T16:20Z', 'other'),
    ];
    expect(subjectsOf(all)).toEqual(['runner-7f']);
    expect(subjectsOf([milestone('patch_deployed', '2026-11-03T14:00Z')])).toEqual([]);
  });

  it('says each day once, and seconds only where there are any', () => {
    const first = milestone('exposure_began', '2026-11-03T10:02Z');
    expect(milestonesInWords([milestone('patch_deployed', '2026-11-03T14:00:05Z'), first])).toBe('2026-11-03 exposed 10:02, patch 14:00:05');
    expect(milestonesInWords([first, milestone('patch_verified', '2026-11-04T09:00Z')])).toBe('2026-11-03 exposed 10:02; 2026-11-04 verified 09:00');
  });
});
