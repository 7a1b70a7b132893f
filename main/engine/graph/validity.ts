import type { Validity } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Life, LifeEnd } from './life.ts';
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
  if (issued && !issued.inferred && at < issued.at) return { validity: 'not_issued', rule: `Not yet ${issued.words}.`, inferred: false };
  const end = endBefore(life, at);
  const lastProof = end ? (uses?.lastServed ?? null) : (uses?.lastLive ?? null);
  const born = issued && !issued.inferred ? issued.at : (uses?.firstLive ?? null);
  if (lastProof !== null && lastProof >= at && born !== null && born <= at) {
    const words = end
      ? `${sentence(end.words)} But it was used, and served, at ${utc(lastProof)}: the records contradict each other.`
      : `In use before and after: last accepted at ${utc(lastProof)}.`;
    return { validity: 'valid', rule: words, inferred: false };
  }
  if (end && !(expires && expires.at <= end.at))
    return { validity: end.kind === 'rotated' ? 'superseded' : 'revoked', rule: sentence(end.words), inferred: false };
  if (expires && at >= expires.at)
    return { validity: 'expired', rule: sentence(expires.inferred ? expires.words : expires.words.replace(/^expires/, 'expired')), inferred: expires.inferred };
  return openVerdict(life, at, born);
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
  if (credential.lifetime === 'static')
    return {
      validity: 'valid',
      rule: `${staticGround(life, born)} A static credential ends only when somebody ends it, and no record before this moment does.`,
      inferred: true,
    };
  return { validity: 'unknown', rule: 'No record says when it expires, and no rule of its provider is known here.', inferred: false };
}

function staticGround(life: Life, born: Micros | null): string {
  if (life.issued && !life.issued.inferred) return sentence(life.issued.words);
  return born === null ? 'Listed as active in an inventory.' : `First accepted ${utc(born)}.`;
}

function listedBefore(life: Life, at: Micros): boolean {
  return (
    life.facts.some((fact) => fact.what === 'listed_active' && (fact.at === null || fact.at <= at)) ||
    (life.issued !== null && !life.issued.inferred && life.issued.at <= at)
  );
}

/** The end that holds at this moment: the last one before it, unless it was activated again since. */
function endBefore(life: Life, at: Micros): LifeEnd | null {
  let holds: LifeEnd | null = null;
  for (const end of life.ends) {
    if (end.at > at) break;
    if (end.kind !== 'activated') holds = end;
    else if (holds?.kind === 'deactivated') holds = null;
  }
  return holds;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
