import type { Rung } from '../../../../shared/rungs.ts';

/** Names that Azure and .NET write for HTTP status codes (https://learn.microsoft.com/dotnet/api/system.net.httpstatuscode). */
const codes: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ok: 200,
    created: 201,
    accepted: 202,
    nocontent: 204,
    partialcontent: 206,
    found: 302,
    notmodified: 304,
    badrequest: 400,
    unauthorized: 401,
    forbidden: 403,
    notfound: 404,
    methodnotallowed: 405,
    requesttimeout: 408,
    conflict: 409,
    gone: 410,
    preconditionfailed: 412,
    unprocessableentity: 422,
    locked: 423,
    toomanyrequests: 429,
    internalservererror: 500,
    notimplemented: 501,
    badgateway: 502,
    serviceunavailable: 503,
    gatewaytimeout: 504,
  }),
);

/** An HTTP status written as a number, a name, or `Forbidden (HTTP Status Code: 403)`. Null when it is none. */
export function httpStatus(source: string): number | null {
  const number = /^\d{3}$/.exec(source)?.[0] ?? /status code:?\s*(\d{3})/i.exec(source)?.[1];
  if (number !== undefined) return Number(number) >= 100 && Number(number) < 600 ? Number(number) : null;
  return codes.get(source.replaceAll(/[\s_]/g, '').toLowerCase()) ?? null;
}

/** Place on the ladder of a finished HTTP request. */
export function rungOfHttp(status: number): Rung {
  if (status < 200) return status === 101 ? 4 : 0;
  if (status < 400) return 4;
  if (status === 401 || status === 407) return 1;
  return status === 403 ? 2 : 3;
}
