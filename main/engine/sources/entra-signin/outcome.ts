import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, rungOfEntraCode, said } from '../kit.ts';
import type { MicrosoftRecord } from '../kit.ts';

/** Place on the ladder, the fields it was read from, and the error code where the record has one. */
export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
  readonly code: string;
}

/** The result of a sign-in is its error code; 0 means that it took place. The portal's table adds a status in words. */
export function readOutcome({ outer, inner }: MicrosoftRecord): Outcome {
  const nested = said(inner, 'status', 'errorCode');
  const column = said(inner, 'signInErrorCode');
  const flat = said(outer, 'resultType');
  const [field, code] = nested !== '' ? ['status.errorCode', nested] : column !== '' ? ['Sign-in error code', column] : ['resultType', flat];
  const status = typeof inner['status'] === 'string' ? said(inner, 'status') : '';
  const reason = said(inner, 'status', 'failureReason') || said(inner, 'failureReason') || said(outer, 'resultDescription');
  const why = [...(status === '' ? [] : [basis('status', status)]), ...(reason === '' || reason === 'Other.' ? [] : [basis('failureReason', reason)])];
  // Event Hub copies the code into resultType: two that end differently say nothing.
  const contradicts = isCode(nested) && isCode(flat) && rungOfEntraCode(nested) !== rungOfEntraCode(flat);
  if (contradicts) return { rung: 0, basis: [basis('status.errorCode', nested), basis('resultType', flat), ...why], code: '' };
  if (isCode(code)) return { rung: readCode(code, status), basis: [basis(field, code), ...why], code };
  const words = status || flat;
  const rung = /^succe(ss|eded)$/i.test(words) ? 4 : /^fail(ure|ed)$/i.test(words) ? 3 : 0;
  return {
    rung,
    basis: words === '' ? [basis('resultType', '')] : [basis(status === '' ? 'resultType' : 'status', words), ...why.slice(status === '' ? 0 : 1)],
    code: '',
  };
}

function isCode(text: string): boolean {
  return /^(AADSTS)?\d+$/i.test(text);
}

/** The portal calls a sign-in interrupted whatever its code. */
function readCode(code: string, status: string): Rung {
  return /^interrupted$/i.test(status) ? 0 : rungOfEntraCode(code);
}
