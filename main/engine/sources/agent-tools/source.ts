import { activitySource } from '../kit.ts';
import type { Act, Fields, Left } from '../kit.ts';
import { isBedrock, readBedrock } from './bedrock.ts';
import { isMcp, readMcp } from './mcp.ts';
import { isAnthropic, isOpenAi, readAnthropic, readOpenAi } from './providers.ts';
import { openSpans, readSpan } from './spans.ts';

/** What agents did: spans of their runs, calls of their tools, and the audit logs of those who run their models. */
export const agentTools = activitySource({
  id: 'agent-tools',
  title: 'AI agents, their tools and model providers',
  version: '1',
  docs: [
    { title: 'OpenTelemetry: semantic conventions for generative AI', url: 'https://opentelemetry.io/docs/specs/semconv/gen-ai/', read: null },
    { title: 'OpenTelemetry: status of a span', url: 'https://opentelemetry.io/docs/specs/otel/trace/api/#set-status', read: null },
    { title: 'Model Context Protocol specification: tools', url: 'https://modelcontextprotocol.io/specification/2025-06-18/server/tools', read: null },
    {
      title: 'Amazon Bedrock model invocation logging',
      url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html',
      read: null,
    },
    { title: 'OpenAI audit logs', url: 'https://platform.openai.com/docs/api-reference/audit-logs', read: null },
    { title: 'Anthropic Compliance API', url: 'https://docs.claude.com/en/api/compliance/activities', read: null },
  ],
  framing: 'OTLP JSON ({"resourceSpans"}) and exported spans, JSON lines of MCP messages, Bedrock invocation logs, OpenAI and Anthropic audit exports',
  marks: 'gen_ai or mcp attributes of a span, JSON-RPC of the Model Context Protocol, ModelInvocationLog, or a model provider’s audit record',
  open(fields) {
    if (isBedrock(fields) || isOpenAi(fields) || isAnthropic(fields) || isMcp(fields)) return [fields];
    return openSpans(fields);
  },
  read,
});

function read(fields: Fields): Act | Left {
  if (isBedrock(fields)) return readBedrock(fields);
  if (isOpenAi(fields)) return readOpenAi(fields);
  if (isAnthropic(fields)) return readAnthropic(fields);
  return isMcp(fields) ? readMcp(fields) : readSpan(fields);
}
