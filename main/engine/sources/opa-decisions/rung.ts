import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { at, basis, httpStatus, isRecord, jsonCell, list, rungOfHttp, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { pathOf } from './decision.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/**
 * A decision is the answer to "may this be done": allow is the success of the question, deny a refusal. Whether what was allowed was
 * then done stands in the log of whoever asked. https://www.openpolicyagent.org/docs/management-decision-logs
 */
export function readOutcome(decision: Fields): Outcome {
  const error = at(decision, 'error');
  const failed = textAt(error, 'code') || textAt(error, 'message') || text(error);
  if (failed !== '') return { rung: 3, basis: [basis('error', failed)] };
  const path = pathOf(decision);
  // `mapped_result` is what the caller was given where the two differ.
  const field = at(decision, 'mapped_result') === undefined ? 'result' : 'mapped_result';
  const value = at(decision, field);
  if (value === undefined || value === null) return { rung: 0, basis: [basis('result', ''), basis('path', path)] };
  return rungOf(typeof value === 'string' ? jsonCell(value) : value, field, isDenial(path));
}

/** Rules that list or state reasons to refuse. */
function isDenial(path: string): boolean {
  return /(^|\/)(deny|denied|violations?|block|reject)(\/|$|_)/.test(path);
}

function rungOf(value: unknown, field: string, denial: boolean): Outcome {
  const said = text(value).toLowerCase();
  if (/^(true|allow|allowed|permit|yes|granted)$/.test(said)) return { rung: denial ? 2 : 4, basis: [basis(field, said)] };
  if (/^(false|deny|denied|no|forbid|refused)$/.test(said)) return { rung: denial && said === 'false' ? 4 : 2, basis: [basis(field, said)] };
  if (Array.isArray(value) && denial) {
    const reasons = list(value)
      .map((each) => text(each) || textAt(each, 'msg') || textAt(each, 'message'))
      .filter(Boolean);
    const shown = value.length === 0 ? '[]' : reasons.join('; ') || `${value.length} reasons`;
    return { rung: value.length === 0 ? 4 : 2, basis: [basis(field, shown)] };
  }
  if (isRecord(value)) return rungOfObject(value, field);
  return { rung: 0, basis: [basis(field, said || 'neither allow nor deny')] };
}

const members = [['allow'], ['allowed'], ['response', 'allowed'], ['decision'], ['permit'], ['authorized']] as const;

/** The shapes that OPA's own integrations answer in: `{allow}`, Envoy's `{allowed, http_status}`, Kubernetes' `{response: {allowed}}`, `{deny: […]}`. */
function rungOfObject(value: Fields, field: string): Outcome {
  const written = textAt(value, 'http_status') || textAt(value, 'status_code');
  for (const [first, second] of members) {
    const inner = at(value, first, second);
    const said = text(inner).toLowerCase();
    if (!/^(true|false|allow|allowed|deny|denied|permit|granted)$/.test(said)) continue;
    const because = [basis([field, first, second].filter(Boolean).join('.'), said)];
    if (/^(true|allow|allowed|permit|granted)$/.test(said)) return { rung: 4, basis: because };
    if (httpStatus(written) === 401) return { rung: 1, basis: [...because, basis(`${field}.http_status`, written)] };
    return { rung: 2, basis: because };
  }
  for (const name of ['deny', 'denied', 'violation', 'violations']) {
    const inner = at(value, name);
    if (inner !== undefined) return rungOf(inner, `${field}.${name}`, true);
  }
  const status = httpStatus(written);
  if (status !== null) return { rung: rungOfHttp(status), basis: [basis(`${field}.http_status`, written)] };
  return { rung: 0, basis: [basis(field, `an object of ${Object.keys(value).slice(0, 8).join(', ') || 'nothing'}`)] };
}
