import type { MilestoneKind } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { caseClock, standingMilestones, type MilestoneRow } from '../store/graph-moments.ts';
import { utc } from './words.ts';

/** The moments that answers are measured against; null where nobody entered one. */
export interface Moments {
  readonly exposure: Micros | null;
  readonly patch: Micros | null;
  readonly verified: Micros | null;
  readonly contained: Micros | null;
  /** What "now" stands for; null in a case without events. */
  readonly clock: Micros | null;
  readonly clockSet: boolean;
  /** Which milestone was taken where there are several of a kind. */
  readonly notes: readonly string[];
}

/** A stretch of time between two milestones: `from` inclusive, `to` exclusive. */
export interface Window {
  readonly id: 'before_patch' | 'after_patch' | 'before_containment' | 'after_containment';
  readonly title: string;
  readonly from: Micros;
  readonly to: Micros | null;
}

/** Exposure counts from the earliest milestone; patch, verification and containment count as done at the latest, when all of it was done. */
export function momentsOf(db: ReadDb): Moments {
  const milestones = standingMilestones(db);
  const notes: string[] = [];
  const clock = caseClock(db);
  const latest = (kind: MilestoneKind, name: string): Micros | null => {
    const rows = milestones.filter((row) => row.kind === kind);
    const last = rows.at(-1)?.at ?? null;
    if (rows.length > 1 && last !== null) notes.push(`There are ${rows.length} milestones "${name}"; the latest, ${utc(last)}, is used.`);
    return last;
  };
  const exposure = milestones.find((row) => row.kind === 'exposure_began' || row.kind === 'exploited')?.at ?? null;
  const patch = latest('patch_deployed', 'patch deployed');
  const contained = latest('contained', 'contained');
  for (const [name, at] of [
    ['Patch deployed', patch],
    ['Contained', contained],
  ] as const)
    if (exposure !== null && at !== null && at <= exposure)
      notes.push(`${name} (${utc(at)}) is not after the exposure (${utc(exposure)}): no stretch of time is measured to it.`);
  return {
    exposure,
    patch,
    verified: latest('patch_verified', 'patch verified'),
    contained,
    clock: clock?.at ?? null,
    clockSet: clock?.set ?? false,
    notes,
  };
}

/** Milestones that name the compromised identities and credentials. */
export function subjectMilestones(db: ReadDb): MilestoneRow[] {
  return standingMilestones(db).filter(
    (row) => (row.kind === 'exposure_began' || row.kind === 'exploited') && (row.identity !== null || row.credential !== null),
  );
}

/** The stretches from exposure to patch, to containment, and after both, in order of time. Empty without an exposure or without an end. */
export function windowsOf(moments: Moments): Window[] {
  const { exposure, patch, contained } = moments;
  if (exposure === null) return [];
  const ends = [
    ...(patch === null ? [] : [{ at: patch, name: 'patch', before: 'before_patch', after: 'after_patch' } as const]),
    ...(contained === null ? [] : [{ at: contained, name: 'containment', before: 'before_containment', after: 'after_containment' } as const]),
  ]
    .filter((end) => end.at > exposure)
    .sort((a, b) => a.at - b.at);
  const [first, second] = ends;
  if (!first) return [];
  const windows: Window[] = [{ id: first.before, title: `from exposure to ${first.name}`, from: exposure, to: first.at }];
  if (second) windows.push({ id: first.after, title: `between ${first.name} and ${second.name}`, from: first.at, to: second.at });
  const last = second ?? first;
  return [...windows, { id: last.after, title: `after ${last.name}`, from: last.at, to: null }];
}
