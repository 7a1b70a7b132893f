import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { at, basis, decidingAt, httpStatus, rungOfHttp, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

const decision = 'authorization.k8s.io/decision';

/** Reads the rung from the stage, the status code and the authoriser's decision. */
export function readOutcome(event: Fields): Outcome {
  const stage = decidingAt(event, 'stage');
  const written = textAt(event, 'responseStatus', 'code');
  const because = [basis('stage', stage), basis('responseStatus.code', written)];
  // A panic has a code of 500 and no answer that could be trusted; a request that was only received has none; of other stages nothing is known.
  if (stage !== 'ResponseComplete' && stage !== 'ResponseStarted') return { rung: 0, basis: because };
  const status = httpStatus(written);
  const forbidden = text(at(at(event, 'annotations'), decision)) === 'forbid';
  if (forbidden && status !== 401) return { rung: 2, basis: [...because, basis(`annotations["${decision}"]`, 'forbid')] };
  if (status === null) return withoutCode(event, because);
  const rung = rungOfHttp(status);
  if (rung === 4 && isDryRun(event)) return { rung: 3, basis: [...because, basis('requestURI', 'dryRun=All')] };
  return { rung, basis: because };
}

function withoutCode(event: Fields, because: readonly Basis[]): Outcome {
  const reason = textAt(event, 'responseStatus', 'reason');
  const status = textAt(event, 'responseStatus', 'status');
  if (status !== 'Failure') return { rung: 0, basis: because };
  const rung = reason === 'Unauthorized' ? 1 : reason === 'Forbidden' ? 2 : 3;
  return { rung, basis: [...because, basis('responseStatus.status', status), basis('responseStatus.reason', reason)] };
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run: everything is checked and nothing is kept. */
function isDryRun(event: Fields): boolean {
  return /[?&]dryRun=All(&|$)/.test(textAt(event, 'requestURI')) && textAt(event, 'verb') !== 'get';
}
