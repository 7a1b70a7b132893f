import { at, basis, bounded, isRecord, record, someone, text, textAt, thing, unsaid } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';
import { refusal } from './spans.ts';

const holders = ['message', 'payload', 'body', 'data', 'rpc', 'jsonrpc_message', 'request', 'response'] as const;
const times = ['timestamp', 'time', 'ts', '@timestamp', 'received_at', 'created_at'] as const;

interface Messages {
  readonly request: Fields | null;
  readonly response: Fields | null;
}

/** JSON-RPC messages of the Model Context Protocol in a record: the protocol has no time, the program that logs it adds one around it. */
function messagesIn(fields: Fields): Messages {
  const found = [fields, ...holders.map((name) => fields[name])].filter(isRecord).filter((one) => text(one['jsonrpc']) === '2.0');
  return {
    request: found.find((one) => text(one['method']) !== '') ?? null,
    response: found.find((one) => 'result' in one || 'error' in one) ?? null,
  };
}

/** What a log of agents has beside an error that names no method: errors of other protocols on JSON-RPC look the same. */
const besides = ['server', 'server_name', 'client', 'agent', 'direction', 'mcp_session', 'session_id'] as const;

/** Methods of the protocol; a JSON-RPC of another protocol is none of ours. */
const methods = /^(initialize|ping|tools\/|resources\/|prompts\/|completion\/|sampling\/|elicitation\/|roots\/|logging\/|notifications\/|tasks\/)/;

export function isMcp(fields: Fields): boolean {
  const { request, response } = messagesIn(fields);
  if (request) return methods.test(text(request['method']));
  const result = record(response?.['result']);
  return (
    response !== null &&
    (Array.isArray(result['content']) ||
      'isError' in result ||
      'serverInfo' in result ||
      Array.isArray(result['tools']) ||
      (isRecord(response['error']) && besides.some((name) => name in fields))) &&
    times.some((name) => name in fields)
  );
}

export function readMcp(fields: Fields): Act {
  const { request, response } = messagesIn(fields);
  const method = text(request?.['method']) || 'response';
  const tool = textAt(request?.['params'], 'name') || textAt(request?.['params'], 'uri');
  const server = text(fields['server']) || text(fields['server_name']) || textAt(fields, 'server', 'name');
  const client = text(fields['client']) || text(fields['agent']) || textAt(fields, 'client', 'name') || textAt(request?.['params'], 'clientInfo', 'name');
  const timeField = times.find((name) => name in fields) ?? 'timestamp';
  const id = text(request?.['id']) || text(response?.['id']);
  return {
    time: fields[timeField],
    timeField,
    action: `mcp:${[method, tool].filter((part) => part !== '').join(' ')}`,
    plane: 'agent',
    outcome: readOutcome(response),
    identity: someone('agent', 'mcp', server || 'mcp', client),
    resources:
      tool === ''
        ? []
        : [thing('mcp', method.startsWith('resources/') ? 'resource' : 'tool', `${server || 'server'}/${bounded(tool, 300)}`, bounded(tool, 100))],
    address: text(fields['remote_address']) || text(fields['client_ip']),
    ids: {
      rpc_id: id,
      direction: text(fields['direction']),
      server,
      on_behalf_of: text(fields['user']) || textAt(fields, 'user', 'id') || text(fields['user_id']),
      approval: text(fields['approval']) || text(fields['approved_by']),
      trace: textAt(request?.['params'], '_meta', 'traceparent') || text(fields['trace_id']),
      error: textAt(response, 'error', 'code'),
    },
  };
}

/** A request alone does not say how it ended. A tool that fails says `isError` in its result; the protocol's own errors have codes. */
function readOutcome(response: Fields | null): Outcome {
  if (!response) return unsaid('result', '');
  const error = at(response, 'error');
  if (isRecord(error)) {
    const [code, message] = [text(error['code']), text(error['message'])];
    return { rung: refusal(message), basis: [basis('error.code', code), basis('error.message', message)] };
  }
  const failed = textAt(response, 'result', 'isError');
  if (failed === 'true') return { rung: 3, basis: [basis('result.isError', failed)] };
  return 'result' in response ? { rung: 4, basis: [basis('result', '(present)'), basis('result.isError', failed)] } : unsaid('result', '');
}
