import { textWidth } from '../../shared/graph/measure.ts';
import type { Milestone } from '../../shared/rpc/case.ts';
import { formatDay, formatMoment } from '../ui/format.ts';
import { milestoneWords } from '../ui/words.ts';
import { placeLabels, type PlacedLabel } from './place-labels.ts';

/** A milestone as a line with its name beside it. */
export interface Flag extends PlacedLabel {
  readonly key: number;
  readonly x: number;
  readonly text: string;
}

const nearby = 14;
const size = 11.5;

/** Names the milestones along an axis: several of one kind in one place are one flag, and a day is said where it changes. */
export function flagsOf(milestones: readonly Milestone[], x: (at: number) => number, width: number): readonly Flag[] {
  const sorted = milestones.toSorted((a, b) => a.at - b.at);
  const day = sorted[0] ? formatDay(sorted[0].at) : '';
  const groups: Milestone[][] = [];
  for (const each of sorted) {
    const same = groups.find((group) => group[0]?.kind === each.kind && x(each.at) - x(group[0].at) < nearby);
    if (same) same.push(each);
    else groups.push([each]);
  }
  const flags = groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const clock = formatMoment(first.at).slice(11).replace(/:00$/, '');
    const when = formatDay(first.at) === day ? clock : `${formatDay(first.at).slice(5)} ${clock}`;
    const text = `${milestoneWords[first.kind].flag} ${when}${group.length > 1 ? ` and ${group.length - 1} more` : ''}`;
    return [{ key: first.id, x: x(first.at), text }];
  });
  const placed = placeLabels(
    flags.map((flag) => ({ x: flag.x, width: Math.ceil(textWidth(flag.text, size)) + 4 })),
    width,
  );
  return flags.map((flag, place) => ({ ...flag, ...(placed[place] ?? { left: flag.x, row: 0 }) }));
}
