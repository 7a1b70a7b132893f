import type { IdentityRef, Plane } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { activitySource, basis, dashless, identityOfArn, readCommonLogTime, rungOfHttp, someone, splitLine, text, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

/** The fields of a line, in their order; newer ones were added at the end. */
const names = [
  'bucket_owner',
  'bucket',
  'time',
  'remote_ip',
  'requester',
  'request_id',
  'operation',
  'key',
  'request_uri',
  'http_status',
  'error_code',
  'bytes_sent',
  'object_size',
  'total_time',
  'turn_around_time',
  'referrer',
  'user_agent',
  'version_id',
  'host_id',
  'signature_version',
  'cipher_suite',
  'authentication_type',
  'host_header',
  'tls_version',
  'access_point_arn',
  'acl_required',
  'source_region',
] as const;

export const s3Access = activitySource({
  id: 's3-access',
  title: 'Amazon S3 server access logs',
  version: '1',
  docs: [
    { title: 'Server access log format', url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html', read: null },
    {
      title: 'Querying server access logs with Athena',
      url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-s3-access-logs-to-identify-requests.html',
      read: null,
    },
  ],
  framing: 'lines as delivered to the log bucket, rows of an Athena table',
  marks: 'bucket owner, bucket, bracketed time and an operation such as REST.GET.OBJECT',
  open: (fields) =>
    /^(REST|SOAP|S3|BATCH|WEBSITE)\.[A-Z0-9.]/.test(text(fields['operation'])) && text(fields['bucket'] ?? fields['bucket_name']) !== '' ? [fields] : [],
  openText(line) {
    const parts = splitLine(line);
    if (parts.length < 17 || !readCommonLogTime(parts[2])) return null;
    return Object.fromEntries(names.map((name, place) => [name, dashless(parts[place])]));
  },
  read,
});

function read(log: Fields): Act {
  const said = (...columns: readonly string[]): string => columns.map((column) => dashless(text(log[column]))).find((value) => value !== '') ?? '';
  const bucket = said('bucket', 'bucket_name');
  const operation = said('operation');
  const key = decoded(said('key'));
  const requester = said('requester');
  return {
    time: said('time', 'requestdatetime'),
    timeField: 'time',
    readTime: readCommonLogTime,
    action: `s3:${operation}`,
    plane: planeOf(operation),
    outcome: readOutcome(said('http_status', 'httpstatus'), said('error_code', 'errorcode')),
    identity: whoAsked(requester),
    principal: requester || 'anonymous',
    realm: bucket,
    resources: [
      thing('aws', 's3_bucket', `arn:aws:s3:::${bucket}`, bucket),
      ...(key === '' ? [] : [thing('aws', 's3_object', `arn:aws:s3:::${bucket}/${key}`, key)]),
    ],
    address: said('remote_ip', 'remoteip'),
    userAgent: said('user_agent', 'useragent'),
    // One request may be written more than once, for each object that it deleted.
    vendorId: said('request_id', 'requestid') === '' ? '' : `${said('request_id', 'requestid')}/${operation}/${key}`.slice(0, 1024),
    ids: {
      request_id: said('request_id', 'requestid'),
      signature_version: said('signature_version', 'sigv'),
      authentication_type: said('authentication_type', 'authtype'),
      tls_version: said('tls_version', 'tlsversion'),
      bytes_sent: said('bytes_sent', 'bytessent'),
      referrer: said('referrer'),
      access_point: said('access_point_arn', 'accesspointarn'),
    },
  };
}

/** 403 is written for a refusal and for a signature or key that is no good; the error code tells them apart. */
const badCredentials =
  /^(InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken|InvalidToken|TokenRefreshRequired|RequestTimeTooSkewed|InvalidSecurity|RequestExpired|AuthorizationHeaderMalformed|MissingSecurityHeader)$/;

function readOutcome(status: string, error: string): Outcome {
  const by = [basis('http_status', status), basis('error_code', error)];
  if (badCredentials.test(error)) return { rung: 1, basis: by };
  if (/AccessDenied|AllAccessDisabled|AccountProblem|InvalidObjectState/.test(error)) return { rung: error === 'InvalidObjectState' ? 3 : 2, basis: by };
  const code = /^\d{3}$/.test(status) ? Number(status) : 0;
  const rung: Rung = code === 0 ? 0 : rungOfHttp(code);
  return { rung: rung === 4 && error !== '' ? 3 : rung, basis: by };
}

/** An ARN, a canonical user id, or nobody; the log never says which access key was used. */
function whoAsked(requester: string): IdentityRef {
  if (requester === '') return { kind: 'anonymous', provider: 'aws', realm: 'aws', name: 'anonymous', display: 'not signed in' };
  const named = identityOfArn(requester);
  if (named) return named;
  return requester.startsWith('svc:') || requester.endsWith('.amazonaws.com')
    ? someone('provider', 'aws', 'aws', requester.replace('svc:', ''))
    : someone('service', 'aws', 'canonical', requester);
}

function planeOf(operation: string): Plane {
  return /ACL|POLICY|CORS|LIFECYCLE|LOGGING|VERSIONING|REPLICATION|ENCRYPTION|WEBSITE_CONFIG|PUBLIC_ACCESS/i.test(operation) ? 'management' : 'data';
}

/** Keys are URL-encoded twice in the log. */
function decoded(key: string): string {
  try {
    return decodeURIComponent(decodeURIComponent(key));
  } catch {
    return key;
  }
}
