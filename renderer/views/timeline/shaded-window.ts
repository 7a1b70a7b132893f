import type { Milestone } from '../../../shared/rpc/case.ts';
import type { TimeWindow } from './zoom.ts';

/** From the first exposure to the first patch after it (else containment, else the end): the window the case is about. */
export function shadedWindow(milestones: readonly Milestone[], end: number): TimeWindow | null {
  const moments = (kind: Milestone['kind']): readonly number[] => milestones.filter((milestone) => milestone.kind === kind).map((milestone) => milestone.at);
  const began = Math.min(...moments('exposure_began'), ...moments('exploited'));
  if (!Number.isFinite(began)) return null;
  const after = (kind: Milestone['kind']): readonly number[] => moments(kind).filter((at) => at > began);
  const patched = Math.min(...after('patch_deployed'));
  if (Number.isFinite(patched)) return { from: began, to: patched };
  const contained = Math.min(...after('contained'));
  return { from: began, to: Number.isFinite(contained) ? contained : end };
}
