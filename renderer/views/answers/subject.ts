import type { CaseSummary, Milestone } from '../../../shared/rpc/case.ts';
import { formatDay, formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';

/** Whom the case is about: identities and credentials that a milestone calls exposed or exploited. */
export function subjectsOf(milestones: readonly Milestone[]): readonly string[] {
  const named = milestones.filter((each) => each.kind === 'exposure_began' || each.kind === 'exploited');
  return [...new Set(named.map((each) => each.identity?.display ?? each.credential?.display ?? '').filter((name) => name !== ''))];
}

/** `2026-11-03 exposed 10:02, patch 14:00; 2026-11-04 verified 08:10`: each day once, seconds where there are any. */
export function milestonesInWords(milestones: CaseSummary['milestones']): string {
  const days = new Map<string, string[]>();
  for (const each of milestones.toSorted((a, b) => a.at - b.at)) {
    const day = formatDay(each.at);
    const said = `${milestoneWords[each.kind].flag} ${formatMoment(each.at).slice(11).replace(/:00$/, '')}`;
    days.set(day, [...(days.get(day) ?? []), said]);
  }
  return [...days].map(([day, said]) => `${day} ${said.join(', ')}`).join('; ');
}
