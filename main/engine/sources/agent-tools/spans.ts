import { at, basis, bounded, isRecord, list, outcomeOf, record, someone, text, textAt, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

/** The spans about generative AI in an OTLP document, or the one span in a record of its own (Python's console and file exporters). */
export function openSpans(fields: Fields): readonly Fields[] {
  const found = list(fields['resourceSpans'] ?? fields['resource_spans']).flatMap((resource) => {
    const shared = attributesOf(at(resource, 'resource', 'attributes'));
    const scopes = [...list(at(resource, 'scopeSpans')), ...list(at(resource, 'scope_spans')), ...list(at(resource, 'instrumentationLibrarySpans'))];
    return scopes.flatMap((scope) =>
      list(at(scope, 'spans'))
        .filter(isRecord)
        .map((span) => ({ ...span, attributes: attributesOf(span['attributes']), resource: shared })),
    );
  });
  if (found.length > 0) return found.filter(isGenAi);
  const own = { ...fields, attributes: attributesOf(fields['attributes']), resource: attributesOf(at(fields, 'resource', 'attributes')) };
  const timed = 'startTimeUnixNano' in fields || 'start_time_unix_nano' in fields || 'start_time' in fields || 'startTime' in fields;
  return timed && isGenAi(own) ? [own] : [];
}

/** Conventions for generative AI and for the Model Context Protocol, both of OpenTelemetry. */
function isGenAi(span: Fields): boolean {
  return Object.keys(record(span['attributes'])).some((name) => name.startsWith('gen_ai.') || name.startsWith('mcp.'));
}

/** OTLP lists `{key, value: {stringValue}}`; other exporters write an object. */
function attributesOf(value: unknown): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const add = (name: string, inner: unknown): void => {
    if (name !== '' && name !== '__proto__') found[name] = Array.isArray(inner) ? inner.map(text).join(', ') : text(inner);
  };
  if (isRecord(value)) for (const [name, inner] of Object.entries(value)) add(name, inner);
  for (const pair of list(value)) {
    const inner = record(at(pair, 'value'));
    const values = at(inner, 'arrayValue', 'values');
    add(textAt(pair, 'key'), Array.isArray(values) ? values.map((one) => scalar(record(one))) : scalar(inner));
  }
  return found;
}

function scalar(value: Fields): unknown {
  return value['stringValue'] ?? value['intValue'] ?? value['boolValue'] ?? value['doubleValue'];
}

export function readSpan(span: Fields): Act {
  const said = (name: string): string => textAt(span, 'attributes', name);
  const shared = (name: string): string => textAt(span, 'resource', name);
  const tool = said('gen_ai.tool.name') || said('mcp.tool.name');
  const model = said('gen_ai.request.model') || said('gen_ai.response.model');
  const operation = said('gen_ai.operation.name') || said('mcp.method.name') || text(span['name']);
  const service = shared('service.name');
  const realm = shared('service.namespace') || service || 'agents';
  const agent = said('gen_ai.agent.id') || said('gen_ai.agent.name') || service;
  return {
    time: span['startTimeUnixNano'] ?? span['start_time_unix_nano'] ?? span['start_time'] ?? span['startTime'],
    timeField: 'The span’s start',
    action: `genai:${[operation, tool].filter((part) => part !== '').join(' ')}`,
    plane: 'agent',
    outcome: readOutcome(span),
    identity: someone('agent', 'agent', realm, agent, said('gen_ai.agent.name') || agent),
    resources: [
      ...(tool === '' ? [] : [thing('agent', 'tool', `${realm}/${tool}`, tool)]),
      ...(model === '' ? [] : [thing('agent', 'model', `${said('gen_ai.provider.name') || said('gen_ai.system') || 'model'}/${model}`, model)]),
    ],
    address: said('client.address'),
    vendorId: spanId(span) === '' ? '' : `${traceId(span)}/${spanId(span)}`,
    ids: {
      trace_id: traceId(span),
      span_id: spanId(span),
      parent_span_id: text(span['parentSpanId']) || text(span['parent_span_id']) || text(span['parent_id']),
      span: text(span['name']),
      on_behalf_of: said('enduser.id') || said('user.id') || said('user.email'),
      conversation: said('gen_ai.conversation.id'),
      tool_call: said('gen_ai.tool.call.id'),
      response: said('gen_ai.response.id'),
      provider: said('gen_ai.provider.name') || said('gen_ai.system'),
      mcp_session: said('mcp.session.id') === '' ? '' : '(kept in the original)',
      server: said('server.address'),
      error: said('error.type'),
    },
  };
}

function traceId(span: Fields): string {
  return text(span['traceId']) || text(span['trace_id']) || textAt(span, 'context', 'trace_id');
}

function spanId(span: Fields): string {
  return text(span['spanId']) || text(span['span_id']) || textAt(span, 'context', 'span_id');
}

/**
 * `ERROR` says that it failed, `OK` that it was checked to be good. `UNSET` is what instrumentations leave where nothing went wrong, but
 * also what a span has that nobody looked at: it counts as success only together with something that came back.
 */
function readOutcome(span: Fields): Outcome {
  const code = (textAt(span, 'status', 'code') || textAt(span, 'status', 'status_code') || 'UNSET').replace(/^STATUS_CODE_/, '').toUpperCase();
  const said = (name: string): string => textAt(span, 'attributes', name);
  const error = said('error.type');
  const by = [basis('status.code', code)];
  if (code === 'ERROR' || code === '2' || error !== '') {
    const why = `${error} ${said('http.response.status_code')} ${messageOf(span)}`;
    return { rung: refusal(why), basis: [...by, basis('error.type', error), basis('status.message', messageOf(span))] };
  }
  if (code === 'OK' || code === '1') return { rung: 4, basis: by };
  const back = ['gen_ai.response.id', 'gen_ai.response.finish_reasons', 'gen_ai.usage.output_tokens', 'gen_ai.tool.call.result'].find(
    (name) => said(name) !== '',
  );
  return back === undefined
    ? outcomeOf('status.code', code, {})
    : { rung: 4, basis: [...by, { field: back, value: back.endsWith('result') ? '(present)' : bounded(said(back), 100) }] };
}

/** Words of refusal in an error: not accepted, accepted but not allowed, or neither. */
export function refusal(why: string): 1 | 2 | 3 {
  if (/\b401\b|unauthenticated|authentication|invalid[_ ]?(api[_ ]?)?(key|token)|expired[_ ]?token/i.test(why)) return 1;
  return /\b403\b|forbidden|permission|access[_ ]?denied|not[_ ]allowed|unauthorized|denied|rejected by user/i.test(why) ? 2 : 3;
}

function messageOf(span: Fields): string {
  return textAt(span, 'status', 'message') || textAt(span, 'status', 'description');
}
