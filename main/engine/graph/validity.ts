import type { Validity } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import { endAt } from './ends.ts';
import type { Life } from './life.ts';
import { utc } from './words.ts';

/** State of a credential at a moment, with the rule that gave it. */
export interface ValidityVerdict {
  readonly validity: Validity;
  readonly rule: string;
  /** No record says so directly; a provider's rule or the absence of an ending does. */
  readonly inferred: boolean;
}

/**
 * State at `at`. What a record proves comes first: a use that was not rejected shows that the credential was live before it.
 * Then recorded ends, then expiry, then what a static key's nature implies. `unknown` when nothing says.
 */
export function validityAt(life: Life, at: Micros): ValidityVerdict {
  const verdict = bareVerdict(life, at);
  return verdict.validity === 'valid' && life.parentNote !== '' ? { ...verdict, rule: `${verdict.rule} ${life.parentNote}` } : verdict;
}

function bareVerdict(life: Life, at: Micros): ValidityVerdict {
  const { issued, expires, uses } = life;
  if (issued && !issued.inferred && at < issued.at) return beforeIssue(life, issued.at, at);
  const standing = endAt(life.ends, at);
  const born = issued && !issued.inferred ? issued.at : (uses?.firstLive ?? null);
  const lastProof = standing ? (uses?.lastServed ?? null) : (uses?.lastLive ?? null);
  const proven = lastProof !== null && lastProof >= at && born !== null && born <= at;
  if (!standing && proven && lastProof !== null) {
    const late = expires && !expires.inferred && expires.at <= at ? ` But it ${expires.words}: the records contradict each other.` : '';
    return { validity: 'valid', rule: `In use before and after: last accepted at ${utc(lastProof)}.${late}`, inferred: false };
  }
  if (standing && proven && lastProof !== null) {
    const { end, liftedAt } = standing;
    const lifted = liftedAt !== null && lastProof >= liftedAt;
    if (!lifted && end.newHolders.length === 0)
      return {
        validity: 'valid',
        rule: `${sentence(end.words)} But it was used, and served, at ${utc(lastProof)}: the records contradict each other.`,
        inferred: false,
      };
    const since =
      lifted && liftedAt !== null ? `It was in force again from ${utc(liftedAt)}.` : `Later uses, up to ${utc(lastProof)}, were with the new secret.`;
    return { validity: stateOf(end.kind), rule: `${sentence(end.words)} ${since}`, inferred: false };
  }
  if (standing && !(expires && expires.at <= standing.end.at))
    return { validity: stateOf(standing.end.kind), rule: sentence(standing.end.words), inferred: false };
  if (expires && at >= expires.at)
    return { validity: 'expired', rule: sentence(expires.inferred ? expires.words : expires.words.replace(/^expires/, 'expired')), inferred: expires.inferred };
  return openVerdict(life, at, born);
}

function stateOf(kind: string): Validity {
  return kind === 'rotated' ? 'superseded' : 'revoked';
}

/** A use before the recorded issue: the clocks of two logs differ, or a credential of the same name lived before. */
function beforeIssue({ issued, uses }: Life, issuedAt: Micros, at: Micros): ValidityVerdict {
  const first = uses?.firstLive ?? null;
  if (first === null || first > at) return { validity: 'not_issued', rule: `Not yet ${issued?.words ?? utc(issuedAt)}.`, inferred: false };
  return {
    validity: 'unknown',
    rule: `Accepted at ${utc(first)}, before it was ${issued?.words ?? utc(issuedAt)}: the records, or their clocks, contradict each other.`,
    inferred: false,
  };
}

function openVerdict(life: Life, at: Micros, born: Micros | null): ValidityVerdict {
  const { issued, expires, credential } = life;
  if (issued?.inferred && at < issued.at)
    return { validity: 'unknown', rule: `No record says when it was issued; first seen ${utc(issued.at)}.`, inferred: false };
  if (born === null && !listedBefore(life, at))
    return { validity: 'unknown', rule: 'No record says when it was issued, and no accepted use shows it live.', inferred: false };
  if (born !== null && at < born && !listedBefore(life, at))
    return { validity: 'unknown', rule: `No record says when it was issued; first accepted ${utc(born)}.`, inferred: false };
  if (expires && !expires.inferred)
    return {
      validity: 'valid',
      rule: `${sentence(issued?.words ?? `in use by ${utc(born ?? at)}`)} ${sentence(expires.words)} No record ends it earlier.`,
      inferred: false,
    };
  if (expires) return { validity: 'unknown', rule: `No record says when it expires; ${expires.words}.`, inferred: false };
  if (credential.lifetime === 'static' && life.facts.some((fact) => fact.what === 'listed_inactive' && fact.at === null))
    return { validity: 'unknown', rule: 'A list without a date calls it inactive; no record says since when.', inferred: false };
  if (credential.lifetime === 'static')
    return {
      validity: 'valid',
      rule: `${staticGround(life, at, born)} A static credential ends only when somebody ends it, and no record before this moment does.`,
      inferred: true,
    };
  return { validity: 'unknown', rule: 'No record says when it expires, and no rule of its provider is known here.', inferred: false };
}

function staticGround(life: Life, at: Micros, born: Micros | null): string {
  const back = life.ends.filter((end) => end.at <= at && (end.kind === 'issued' || end.kind === 'renewed' || end.kind === 'activated')).at(-1);
  if (back) return sentence(back.words);
  if (life.issued && (!life.issued.inferred || born === null)) return sentence(life.issued.words);
  return born === null ? 'Listed as active in an inventory.' : `First accepted ${utc(born)}.`;
}

function listedBefore(life: Life, at: Micros): boolean {
  return (
    life.facts.some((fact) => fact.what === 'listed_active' && (fact.at === null || fact.at <= at)) ||
    life.facts.some((fact) => fact.what === 'issued' && fact.at !== null && fact.at <= at) ||
    (life.issued !== null && !life.issued.inferred && life.issued.at <= at)
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
