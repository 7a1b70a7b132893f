import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { at, basis, decidingAt, isRecord, list, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/** `google.rpc.Code`, as numbers and as the names some exports write. https://cloud.google.com/apis/design/errors */
const names: ReadonlyMap<string, number> = new Map(
  [
    'OK',
    'CANCELLED',
    'UNKNOWN',
    'INVALID_ARGUMENT',
    'DEADLINE_EXCEEDED',
    'NOT_FOUND',
    'ALREADY_EXISTS',
    'PERMISSION_DENIED',
    'RESOURCE_EXHAUSTED',
    'FAILED_PRECONDITION',
    'ABORTED',
    'OUT_OF_RANGE',
    'UNIMPLEMENTED',
    'INTERNAL',
    'UNAVAILABLE',
    'DATA_LOSS',
    'UNAUTHENTICATED',
  ].map((name, code) => [name, code]),
);

/** Reads the rung: the status, then refusals listed beside it, then whether a long operation has only begun. */
export function readOutcome(entry: Fields, audit: Fields): Outcome {
  const status = at(audit, 'status');
  const written = decidingAt(status, 'code') || (isRecord(status) ? '' : decidingAt(audit, 'status'));
  const code = written === '' ? 0 : (names.get(written.toUpperCase()) ?? Number(written));
  const message = decidingAt(status, 'message');
  const because: readonly Basis[] = [basis('protoPayload.status.code', written), ...(message === '' ? [] : [basis('protoPayload.status.message', message)])];
  if (written !== '' && Number.isNaN(code)) return { rung: 0, basis: because };
  if (code !== 0) return { rung: rungOfCode(code, message), basis: because };
  const stated = loginResult(audit) ?? jobError(audit) ?? responseFailure(audit);
  if (stated) return stated;
  const refused = forbidden(entry) ?? refusals(audit);
  if (refused && written === '') return { rung: 2, basis: [basis('protoPayload.status.code', ''), refused] };
  if (isOnlyStarted(entry)) {
    return { rung: 0, basis: [basis('operation.first', 'true'), basis('operation.last', textAt(entry, 'operation', 'last')), ...because] };
  }
  // A status without a code but with a message says that something went wrong and not what.
  if (written === '' && message !== '') return { rung: rungOfMessage(message), basis: because };
  return { rung: 4, basis: because };
}

function rungOfCode(code: number, message: string): Rung {
  // Some services put an HTTP status here.
  if (code === 16 || code === 401) return 1;
  if (code === 7 || code === 403) return 2;
  if (code >= 200 && code < 300) return 4;
  return code === 2 && /permission denied/i.test(message) ? 2 : 3;
}

function rungOfMessage(message: string): Rung {
  if (/unauthenticated|invalid (authentication )?credentials/i.test(message)) return 1;
  return /denied|forbidden|not authori[sz]ed/i.test(message) ? 2 : 3;
}

/** `granted` is left out where it is false. A check that was passed elsewhere in the list shows that the caller was let in by another. */
function refusals(audit: Fields): Basis | null {
  const checks = list(at(audit, 'authorizationInfo'));
  const refused = checks.filter((check) => textAt(check, 'permission') !== '' && textAt(check, 'granted') !== 'true');
  const first = refused[0];
  if (first === undefined || refused.length < checks.length) return null;
  const granted = textAt(first, 'granted') || 'absent, which means false';
  return basis('protoPayload.authorizationInfo[].granted', `${granted} for ${textAt(first, 'permission')}`);
}

/** Kubernetes Engine copies the annotations of the cluster's own audit log into the labels. */
function forbidden(entry: Fields): Basis | null {
  const name = 'authorization.k8s.io/decision';
  return textAt(at(entry, 'labels'), name) === 'forbid' ? basis(`labels["${name}"]`, 'forbid') : null;
}

function isOnlyStarted(entry: Fields): boolean {
  return textAt(entry, 'operation', 'first') === 'true' && textAt(entry, 'operation', 'last') !== 'true';
}

/** Sign-ins of Google accounts shared with Cloud say the result in the name of the event. */
function loginResult(audit: Fields): Outcome | null {
  const method = textAt(audit, 'methodName');
  if (textAt(audit, 'serviceName') !== 'login.googleapis.com') return null;
  const event = textAt(list(at(audit, 'metadata', 'event'))[0], 'eventName') || method;
  const field = event === method ? 'protoPayload.methodName' : 'protoPayload.metadata.event[0].eventName';
  if (/login_?failure$|login_?blocked$/i.test(event)) return { rung: 1, basis: [basis(field, event)] };
  return /login_?(challenge|verification)$/i.test(event) ? { rung: 0, basis: [basis(field, event)] } : null;
}

/** A BigQuery job may fail after the call that asked for it was answered. */
function jobError(audit: Fields): Outcome | null {
  const change = at(audit, 'metadata', 'jobChange', 'job');
  const status = at(change, 'jobStatus') ?? at(at(audit, 'serviceData', 'jobCompletedEvent', 'job'), 'jobStatus');
  const error = at(status, 'errorResult') ?? at(status, 'error');
  const message = textAt(error, 'message');
  const code = textAt(error, 'code');
  if (message === '' && code === '') return null;
  const number = names.get(code.toUpperCase()) ?? Number(code);
  const rung = code === '' || Number.isNaN(number) ? rungOfMessage(message) : rungOfCode(number, message);
  return { rung, basis: [basis('jobStatus.errorResult.code', code), basis('jobStatus.errorResult.message', message)] };
}

/** The answer of an API may itself be an error: Kubernetes' Status, Compute's operation. */
function responseFailure(audit: Fields): Outcome | null {
  const response = at(audit, 'response');
  if (textAt(response, 'status') === 'Failure' && textAt(response, 'code') !== '') {
    const code = Number(textAt(response, 'code'));
    const rung: Rung = code === 401 ? 1 : code === 403 ? 2 : 3;
    return { rung, basis: [basis('protoPayload.response.status', 'Failure'), basis('protoPayload.response.code', String(code))] };
  }
  const errors = at(response, 'error');
  const inner = list(at(errors, 'errors'))[0] ?? errors;
  const reason = textAt(inner, 'code') || textAt(inner, 'reason') || textAt(inner, 'message') || text(inner);
  if (reason === '') return null;
  const number = names.get(reason.toUpperCase()) ?? Number(reason);
  return { rung: Number.isNaN(number) ? rungOfMessage(reason) : rungOfCode(number, reason), basis: [basis('protoPayload.response.error', reason)] };
}
