import type { Milestone } from '../../../shared/rpc/case.ts';

const close = 12;

/** Milestones of one kind that stand within a few pixels, as one flag; `milestones` in order of time. */
export function groupFlags(milestones: readonly Milestone[], x: (milestone: Milestone) => number): readonly (readonly [Milestone, ...Milestone[]])[] {
  const groups: [Milestone, ...Milestone[]][] = [];
  for (const milestone of milestones) {
    const group = groups.find(([first]) => first.kind === milestone.kind && x(milestone) - x(first) < close);
    if (group) group.push(milestone);
    else groups.push([milestone]);
  }
  return groups;
}
