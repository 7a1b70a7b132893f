import type { Rung } from '../../../../shared/rungs.ts';
import { activitySource, basis, dashless, readArn, rungOfHttp, splitLine, text, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

const application = [
  'type',
  'time',
  'elb',
  'client',
  'target',
  'request_processing_time',
  'target_processing_time',
  'response_processing_time',
  'elb_status_code',
  'target_status_code',
  'received_bytes',
  'sent_bytes',
  'request',
  'user_agent',
  'ssl_cipher',
  'ssl_protocol',
  'target_group_arn',
  'trace_id',
  'domain_name',
  'chosen_cert_arn',
  'matched_rule_priority',
  'request_creation_time',
  'actions_executed',
  'redirect_url',
  'error_reason',
  'target_port_list',
  'target_status_code_list',
  'classification',
  'classification_reason',
  'conn_trace_id',
] as const;

const classic = [
  'time',
  'elb',
  'client',
  'target',
  'request_processing_time',
  'target_processing_time',
  'response_processing_time',
  'elb_status_code',
  'target_status_code',
  'received_bytes',
  'sent_bytes',
  'request',
  'user_agent',
  'ssl_cipher',
  'ssl_protocol',
] as const;

export const elbAccess = activitySource({
  id: 'elb-access',
  title: 'Elastic Load Balancing access logs',
  version: '1',
  docs: [
    {
      title: 'Access logs for your Application Load Balancer',
      url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html',
      read: null,
    },
    {
      title: 'Access logs for your Classic Load Balancer',
      url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html',
      read: null,
    },
  ],
  framing: 'lines as delivered to the log bucket (application and classic load balancers), rows of an Athena table',
  marks: 'time, load balancer, client with port, status of the load balancer and the request',
  open(fields) {
    const client = text(fields['client']) || text(fields['client_ip']);
    return client !== '' && text(fields['elb']) !== '' && 'elb_status_code' in fields && ('request' in fields || 'request_url' in fields) ? [fields] : [];
  },
  openText(line) {
    const parts = splitLine(line);
    const named = /^(https?|h2|grpcs|wss?)$/.test(parts[0] ?? '') ? application : classic;
    const at = named === application ? 1 : 0;
    if (
      parts.length < 12 + at ||
      !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(parts[at] ?? '') ||
      !/:\d{1,5}$/.test(parts[at + 2] ?? '') ||
      !/^([A-Z]+|-) \S/.test(parts[11 + at] ?? '')
    )
      return null;
    return Object.fromEntries(named.map((name, place) => [name, dashless(parts[place])]));
  },
  read,
});

function read(log: Fields): Act {
  const said = (name: string): string => dashless(text(log[name]));
  const [method = '', url = ''] = (said('request') === '' ? [said('request_verb'), said('request_url')] : said('request').split(' ')).map(dashless);
  const balancer = said('elb');
  const account = readArn(said('target_group_arn'))?.account || 'unknown';
  const client = said('client') || said('client_ip');
  return {
    time: said('time'),
    timeField: 'time',
    action: `elb:${method || 'connection'}`,
    plane: 'network',
    outcome: readOutcome(said('elb_status_code'), said('error_reason')),
    identity: { kind: 'anonymous', provider: 'aws', realm: account, name: 'http-client', display: 'an HTTP client' },
    principal: client || 'an HTTP client',
    resources: [thing('aws', 'load_balancer', balancer), ...(url === '' ? [] : [thing('http', 'url', url.replace(/[?#].*$/, ''))])],
    address: client,
    userAgent: said('user_agent'),
    vendorId: said('trace_id') === '' ? '' : `${said('trace_id')}/${said('time')}`,
    ids: {
      target: said('target') || said('target_ip'),
      target_status_code: said('target_status_code'),
      trace_id: said('trace_id'),
      actions_executed: said('actions_executed'),
      error_reason: said('error_reason'),
      domain_name: said('domain_name'),
      sent_bytes: said('sent_bytes'),
    },
  };
}

/** 561 is the load balancer's own: the identity provider gave an error while it authenticated a user. */
function readOutcome(status: string, reason: string): Outcome {
  const by = [basis('elb_status_code', status), ...(reason === '' ? [] : [basis('error_reason', reason)])];
  const code = /^\d{3}$/.test(status) ? Number(status) : 0;
  const rung: Rung =
    code === 561 || (code >= 400 && /^Auth(Invalid|Missing|TokenUnauthorized|UserclaimsUnauthorized)/.test(reason)) ? 1 : code === 0 ? 0 : rungOfHttp(code);
  return { rung, basis: by };
}
