import { basis, identityOfArn, readArn, someone, text, textAt, thing } from '../kit.ts';
import type { Act, Fields, Outcome } from '../kit.ts';

/** Model invocation logging of Amazon Bedrock. Prompts and answers stay in the original. */
export function isBedrock(fields: Fields): boolean {
  return text(fields['schemaType']) === 'ModelInvocationLog' && 'modelId' in fields && 'requestId' in fields;
}

export function readBedrock(log: Fields): Act {
  const arn = textAt(log, 'identity', 'arn');
  const account = text(log['accountId']);
  const model = text(log['modelId']);
  return {
    time: log['timestamp'],
    timeField: 'timestamp',
    action: `bedrock:${text(log['operation'])}`,
    plane: 'agent',
    outcome: readOutcome(log),
    identity: identityOfArn(arn) ?? someone('service', 'aws', readArn(arn)?.account || account, arn),
    realm: account,
    principal: arn,
    resources: model === '' ? [] : [thing('aws', 'model', model, model.slice(model.lastIndexOf('/') + 1))],
    vendorId: `bedrock/${text(log['requestId'])}`,
    ids: {
      requestId: text(log['requestId']),
      region: text(log['region']),
      inferenceRegion: text(log['inferenceRegion']),
      inputTokens: textAt(log, 'input', 'inputTokenCount'),
      outputTokens: textAt(log, 'output', 'outputTokenCount'),
    },
  };
}

function readOutcome(log: Fields): Outcome {
  const error = text(log['errorCode']);
  if (/AccessDenied/i.test(error)) return { rung: 2, basis: [basis('errorCode', error)] };
  if (/UnrecognizedClient|ExpiredToken|InvalidSignature|IncompleteSignature/i.test(error)) return { rung: 1, basis: [basis('errorCode', error)] };
  if (error !== '') return { rung: 3, basis: [basis('errorCode', error)] };
  const came = 'output' in log && log['output'] !== null;
  return { rung: came ? 4 : 0, basis: [basis('errorCode', ''), basis('output', came ? '(present)' : '')] };
}
