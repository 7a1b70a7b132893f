import type { LifeLine, ValidityAt } from '../../../shared/rpc/graph.ts';
import type { Validity } from '../../../shared/model.ts';
import type { LifeBar } from '../../graph/life-bar.ts';
import { countWords, formatMoment } from '../../ui/format.ts';
import { credentialWords } from '../../ui/words.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import type { Sort } from './use-lines.ts';

export const sortWords: Readonly<Record<Sort, string>> = {
  valid_longest_after_patch: 'Valid longest after the patch',
  used_after_containment: 'Used after containment',
  never_seen_issued: 'Never seen issued',
  first_use: 'First use',
  name: 'Name',
};

export const validityWords: Readonly<Record<Validity, string>> = {
  not_issued: 'not issued yet',
  valid: 'valid',
  expired: 'expired',
  revoked: 'revoked',
  superseded: 'superseded',
  unknown: 'cannot tell',
};

/** `access key, static`, `session, chained`. */
export function kindWords(line: Pick<LifeLine, 'credential' | 'lifetime' | 'chained'>): string {
  const parts = [credentialWords[line.credential.kind]];
  if (line.lifetime === 'static') parts.push('static');
  if (line.chained) parts.push('chained');
  return parts.join(', ');
}

/** Whether validity at this moment outlived the patch on a credential that was in reach of the compromise. */
export function isAlarming(line: Pick<LifeLine, 'inReach'>, at: ValidityAt, patchAt: number | null): boolean {
  return line.inReach && at.validity === 'valid' && patchAt !== null && at.at >= patchAt;
}

/** What the picture of one life shows, for a screen reader. */
export function lineWords(line: LifeLine, bar: LifeBar | null, patchAt: number | null): string {
  const parts: string[] = [];
  if (bar) {
    parts.push(`${bar.start.basis === 'stated' ? 'issued' : 'first seen'} ${formatMoment(bar.start.at)}`);
    parts.push(bar.end.basis === 'stated' || bar.end.basis === 'inferred' ? `${bar.word} ${formatMoment(bar.end.at)}` : bar.word);
    if (bar.afterPatch && patchAt !== null && line.validity.some((each) => each.at === patchAt && each.validity === 'valid'))
      parts.push('valid after the patch');
  }
  parts.push(`${countWords(successfulOf(line.counts), 'successful use')}, ${attemptedOf(line.counts)} attempted`);
  if (line.thinned > 0) parts.push(`${countWords(line.thinned, 'mark')} not drawn`);
  return parts.join(', ');
}
