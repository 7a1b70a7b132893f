import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis, deciding, isEntraInterrupt, isRecord, list, look, rungOfEntraCode, said, text } from '../kit.ts';
import type { Fields } from '../kit.ts';
import { isCompletedAct } from './completed.ts';

/** Place on the ladder and the fields it was read from. */
export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

const refused = /access ?denied|not authori[sz]ed|unauthori[sz]ed|forbidden|insufficient|permission|blocked/i;

/**
 * ResultStatus says how most operations ended. Sign-ins say `Success` even where there was none, because the request was answered:
 * there LogonError and ErrorNumber count. Operations without a status are successes only where Microsoft documents them as
 * recorded once done. https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema
 */
export function readOutcome(fields: Fields): Outcome {
  const operation = said(fields, 'operation');
  const status = deciding(look(fields, 'resultStatus'));
  if (
    /^UserLog(gedIn|inFailed)$|^PasswordLogon|^ForeignRealm/i.test(operation) ||
    (deciding(look(fields, 'logonError')) !== '' && deciding(look(fields, 'resultStatus')) !== '')
  )
    return signIn(fields, operation, status);
  if (/^DlpRuleMatch$/i.test(operation)) return ruleMatch(fields, operation);
  if (status !== '') return ofStatus(fields, status);
  const flag = said(fields, 'isSuccess') || said(fields, 'succeeded');
  if (/^(true|false)$/i.test(flag)) return { rung: /^true$/i.test(flag) ? 4 : 3, basis: [basis('IsSuccess', flag)] };
  if (said(fields, 'loginStatus') !== '')
    return { rung: said(fields, 'loginStatus') === '0' ? 4 : 1, basis: [basis('LoginStatus', said(fields, 'loginStatus'))] };
  const because = [basis('Operation', operation), basis('ResultStatus', '')];
  if (/(Blocked|AccessDenied)$/.test(operation)) return { rung: 2, basis: because };
  if (isCompletedAct(operation)) return { rung: 4, basis: [...because, { field: 'documented', value: 'recorded on completion' }] };
  return { rung: 0, basis: because };
}

function signIn(fields: Fields, operation: string, status: string): Outcome {
  const error = deciding(look(fields, 'logonError'));
  const number = deciding(look(fields, 'errorNumber'));
  const because = [
    basis('Operation', operation),
    ...(status === '' ? [] : [basis('ResultStatus', status)]),
    ...(number === '' ? [] : [basis('ErrorNumber', number)]),
    basis('LogonError', error),
  ];
  const code = number !== '' && number !== '0' ? number : error;
  const known = code === '' ? null : rungOfEntraCode(code);
  if (/failed/i.test(operation)) return { rung: known === null || isEntraInterrupt(code) || known === 4 ? 1 : known, basis: because };
  if (known !== null) return { rung: known, basis: because };
  if (/^(success|succeeded|true)$/i.test(status)) return { rung: 4, basis: because };
  return { rung: /^(fail|false)/i.test(status) ? 1 : 0, basis: because };
}

/** A rule of data loss prevention that only notifies lets the act pass; one that blocks access refuses it, unless the sender overrode it. */
function ruleMatch(fields: Fields, operation: string): Outcome {
  const actions = list(look(fields, 'policyDetails')).flatMap((policy) => list(look(policy, 'rules')).flatMap((rule) => list(look(rule, 'actions')).map(text)));
  const because = [basis('Operation', operation), basis('PolicyDetails.Rules.Actions', [...new Set(actions)].join(', '))];
  if (isOverridden(fields)) return { rung: 4, basis: [...because, { field: 'ExceptionInfo', value: 'overridden' }] };
  return { rung: actions.some((action) => /block/i.test(action)) ? 2 : 4, basis: because };
}

/** A justification, or the word of the sender that the rule was wrong. */
export function isOverridden(fields: Fields): boolean {
  const exception = look(fields, 'exceptionInfo');
  return isRecord(exception)
    ? said(exception, 'justification') !== '' || said(exception, 'falsePositive') === 'true'
    : /justification|falsepositive/i.test(text(exception));
}

function ofStatus(fields: Fields, status: string): Outcome {
  const reason = said(fields, 'resultReasonType') || said(fields, 'errorMessage') || said(fields, 'failureReason') || said(fields, 'resultStatusDetail');
  const because = [basis('ResultStatus', status), ...(reason === '' || reason === status ? [] : [basis('reason', reason)])];
  if (/^(true|success|succeeded|partially ?succeeded|completed|delivered|ok|applied)$/i.test(status)) return { rung: 4, basis: because };
  if (/^(denied|blocked|access ?denied|unauthori[sz]ed|forbidden)$/i.test(status)) return { rung: 2, basis: because };
  if (!/^(false|fail|failed|failure|error|cancel|cancell?ed|canceled|timed ?out)$/i.test(status)) return { rung: 0, basis: because };
  return { rung: refused.test(reason) ? 2 : 3, basis: because };
}
