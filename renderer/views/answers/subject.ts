import type { CaseSummary, Milestone } from '../../../shared/rpc/case.ts';
import { formatDay, formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';

/** Whom the case is about: identities and credentials that a milestone calls exposed or exploited. */
export function subjectsOf(milestones: readonly Milestone[]): readonly string[] {
  const named = milestones.filter((each) => each.kind === 'exposure_began' || each.kind === 'exploited');
  return [...new Set(named.map((each) => each.identity?.display ?? each.credential?.display ?? '').filter((name) => name !== ''))];
}

/** `exposed 10:02:00, patch 14:00:00, contained 16:20:00, 2026-11-03`: the day once where all share it. */
export function milestonesInWords(milestones: CaseSummary['milestones']): string {
  const sorted = milestones.toSorted((a, b) => a.at - b.at);
  const days = new Set(sorted.map((each) => formatDay(each.at)));
  const oneDay = days.size === 1;
  const parts = sorted.map((each) => `${milestoneWords[each.kind].flag} ${oneDay ? formatMoment(each.at).slice(11) : formatMoment(each.at)}`);
  return [...parts, ...(oneDay ? [...days] : [])].join(', ');
}
