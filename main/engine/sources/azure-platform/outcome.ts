import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, httpStatus, rungOfEntraCode, rungOfHttp, said } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

const words: readonly (readonly [RegExp, Rung])[] = [
  [/^(succe(ss|eded)|successful|ok|completed|allow(ed)?|200|0)$/i, 4],
  [/^(unauthori[sz]ed|authenticationfailed\w*|invalidtoken)$/i, 1],
  [/^(denied|deny|forbidden|authorizationfail\w*|accessdenied|authorizationpermissionmismatch|blocked)$/i, 2],
  [/^(fail(ure|ed)?|error|clienterror|servererror|cancell?ed|timeout|throttled)$/i, 3],
];

/**
 * Every service fills the common fields in its own way: an HTTP status where it answers requests, a word otherwise. Azure Storage
 * says `Success` with 2xx and its own error names; a start or an acceptance is no end.
 * https://learn.microsoft.com/azure/azure-monitor/essentials/resource-logs-schema
 */
export function readOutcome({ outer, inner }: MicrosoftRecord): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  for (const name of ['httpStatusCode', 'httpStatus', 'responseStatusCode', 'statusCode', 'scStatus', 'httpStatusDetails', 'responseCode']) {
    const value = said(inner, name) || said(outer, name);
    const status = httpStatus(value.replace(/\.0$/, ''));
    if (status === null) continue;
    const text = said(outer, 'statusText') || said(inner, 'statusText');
    const told = text === '' || status < 300 ? [] : [basis('statusText', text)];
    return { rung: status === 401 && /authorization|permission/i.test(text) ? 2 : rungOfHttp(status), basis: [basis(name, value), ...told] };
  }
  const code = said(inner, 'resultCode');
  if (/^AADSTS\d+$/i.test(code)) return { rung: rungOfEntraCode(code), basis: [basis('resultCode', code)] };
  return ofWords(outer, inner);
}

function ofWords(outer: unknown, inner: unknown): { readonly rung: Rung; readonly basis: readonly Basis[] } {
  for (const name of ['resultType', 'status', 'resultSignature', 'statusText', 'result', 'outcome', 'action_s', 'actionStatus']) {
    const value = said(outer, name) || said(inner, name);
    if (value === '' || value === 'None') continue;
    const rung = words.find(([pattern]) => pattern.test(value))?.[1];
    if (rung !== undefined) return { rung, basis: [basis(name, value)] };
    if (name === 'resultType' || name === 'status') return { rung: 0, basis: [basis(name, value)] };
  }
  return { rung: 0, basis: [basis('resultType', '')] };
}
