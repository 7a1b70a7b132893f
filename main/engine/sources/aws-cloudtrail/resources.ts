import type { ResourceRef } from '../../../../shared/model.ts';
import { at, bounded, isRecord, list, readArn, record, text, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

interface ParameterRule {
  /** The service, or empty for any. */
  readonly service: string;
  /** Path in requestParameters; `items.x` steps through a list. */
  readonly path: string;
  readonly kind: string;
  /** Turns a bare name into the ARN's last part; absent where the parameter holds an id that stands alone. */
  readonly arn?: (name: string) => string;
}

/** Request parameters that name what a call was about, where `resources` does not. */
const parameters: readonly ParameterRule[] = [
  { service: 'secretsmanager', path: 'secretId', kind: 'secret' },
  { service: 'secretsmanager', path: 'name', kind: 'secret' },
  { service: 'secretsmanager', path: 'secretIdList', kind: 'secret' },
  { service: 'kms', path: 'keyId', kind: 'kms-key' },
  { service: 'ssm', path: 'name', kind: 'parameter' },
  { service: 'ssm', path: 'names', kind: 'parameter' },
  { service: 'ssm', path: 'path', kind: 'parameter' },
  { service: 'ssm', path: 'target', kind: 'instance' },
  { service: 'ssm', path: 'instanceIds', kind: 'instance' },
  { service: 'ssm', path: 'documentName', kind: 'document' },
  { service: 'sts', path: 'roleArn', kind: 'role' },
  { service: 'sts', path: 'targetPrincipal', kind: 'account' },
  { service: 'iam', path: 'accessKeyId', kind: 'access-key' },
  { service: 'iam', path: 'userName', kind: 'user', arn: (name) => `user/${name}` },
  { service: 'iam', path: 'roleName', kind: 'role', arn: (name) => `role/${name}` },
  { service: 'iam', path: 'groupName', kind: 'group', arn: (name) => `group/${name}` },
  { service: 'iam', path: 'instanceProfileName', kind: 'instance-profile', arn: (name) => `instance-profile/${name}` },
  { service: 'iam', path: 'policyArn', kind: 'policy' },
  { service: 'iam', path: 'openIDConnectProviderArn', kind: 'identity-provider' },
  { service: 'iam', path: 'sAMLProviderArn', kind: 'identity-provider' },
  { service: 'iam', path: 'serialNumber', kind: 'mfa-device' },
  { service: 'lambda', path: 'functionName', kind: 'function' },
  { service: 'ec2', path: 'instancesSet.items.instanceId', kind: 'instance' },
  { service: 'ec2', path: 'instanceId', kind: 'instance' },
  { service: 'ec2', path: 'snapshotId', kind: 'snapshot' },
  { service: 'ec2', path: 'imageId', kind: 'image' },
  { service: 'ec2', path: 'instancesSet.items.imageId', kind: 'image' },
  { service: 'ec2', path: 'volumeId', kind: 'volume' },
  { service: 'ec2', path: 'groupId', kind: 'security-group' },
  { service: 'ec2', path: 'keyName', kind: 'key-pair' },
  { service: 'ec2', path: 'vpcId', kind: 'vpc' },
  { service: 'ec2', path: 'subnetId', kind: 'subnet' },
  { service: 'ec2-instance-connect', path: 'instanceId', kind: 'instance' },
  { service: 'dynamodb', path: 'tableName', kind: 'table' },
  { service: 'rds', path: 'dBInstanceIdentifier', kind: 'database' },
  { service: 'rds', path: 'dBClusterIdentifier', kind: 'database' },
  { service: 'rds', path: 'dBSnapshotIdentifier', kind: 'snapshot' },
  { service: 'redshift', path: 'clusterIdentifier', kind: 'database' },
  { service: 'athena', path: 'workGroup', kind: 'workgroup' },
  { service: 'glue', path: 'databaseName', kind: 'database' },
  { service: 'sqs', path: 'queueUrl', kind: 'queue' },
  { service: 'sns', path: 'topicArn', kind: 'topic' },
  { service: 'kinesis', path: 'streamName', kind: 'stream' },
  { service: 'logs', path: 'logGroupName', kind: 'log-group' },
  { service: 'logs', path: 'logGroupIdentifier', kind: 'log-group' },
  { service: 'cloudtrail', path: 'name', kind: 'trail' },
  { service: 'cloudtrail', path: 'trailName', kind: 'trail' },
  { service: 'config', path: 'configurationRecorderName', kind: 'recorder' },
  { service: 'guardduty', path: 'detectorId', kind: 'detector' },
  { service: 'cloudformation', path: 'stackName', kind: 'stack' },
  { service: 'codebuild', path: 'projectName', kind: 'project' },
  { service: 'codepipeline', path: 'name', kind: 'pipeline' },
  { service: 'codecommit', path: 'repositoryName', kind: 'repository' },
  { service: 'ecr', path: 'repositoryName', kind: 'repository' },
  { service: 'codeartifact', path: 'repository', kind: 'repository' },
  { service: 'ecs', path: 'cluster', kind: 'cluster' },
  { service: 'ecs', path: 'taskDefinition', kind: 'task-definition' },
  { service: 'eks', path: 'name', kind: 'cluster' },
  { service: 'eks', path: 'clusterName', kind: 'cluster' },
  { service: 'route53', path: 'hostedZoneId', kind: 'hosted-zone' },
  { service: 'bedrock', path: 'modelId', kind: 'model' },
  { service: 'bedrock-runtime', path: 'modelId', kind: 'model' },
  { service: 'bedrock-agent-runtime', path: 'agentId', kind: 'agent' },
  { service: 'rolesanywhere', path: 'trustAnchorArn', kind: 'trust-anchor' },
  { service: 'rolesanywhere', path: 'profileArn', kind: 'profile' },
  { service: 'organizations', path: 'accountId', kind: 'account' },
];

const most = 50;

/** What a call was about: the record's own `resources`, then the request parameters that name things. Each once. */
export function readResources(trail: Fields, service: string, account: string): readonly ResourceRef[] {
  const found = new Map<string, ResourceRef>();
  const add = (resource: ResourceRef | null): void => {
    if (resource && !found.has(resource.key) && found.size < most) found.set(resource.key, resource);
  };
  for (const each of objectFirst(list(at(trail, 'resources')))) add(listedResource(each));
  const request = at(trail, 'requestParameters');
  if (found.size === 0) {
    for (const each of bucketResources(request)) add(each);
    for (const rule of parameters) {
      if (rule.service !== service) continue;
      for (const value of valuesAt(request, rule.path.split('.'))) add(namedResource(rule, value, service, account, textAt(trail, 'awsRegion')));
    }
  }
  return [...found.values()];
}

/** S3 lists the object and its bucket: the object says more. */
function objectFirst(resources: readonly unknown[]): readonly unknown[] {
  const isBucket = (value: unknown): number => (/::Bucket$/.test(textAt(value, 'type')) ? 1 : 0);
  return [...resources].sort((a, b) => isBucket(a) - isBucket(b));
}

function listedResource(value: unknown): ResourceRef | null {
  const arn = textAt(value, 'ARN') || textAt(value, 'ARNPrefix') || textAt(value, 'resourceName');
  return arn === '' ? null : resourceOfArn(arn, textAt(value, 'type'));
}

/** A resource by its ARN; the kind is the last word of `AWS::S3::Object`, else what the ARN itself says. */
export function resourceOfArn(source: string, type = ''): ResourceRef {
  const arn = readArn(source);
  const tail = arn?.resource ?? source;
  const kind = kindOfType(type) || (arn ? kindOfArn(arn.service, tail) : 'resource');
  return { kind, key: bounded(source, 1024), display: bounded(displayOf(arn?.service ?? '', tail), 200) };
}

function kindOfType(type: string): string {
  const last = type.split('::').at(-1) ?? '';
  const known = new Map([['Key', 'kms-key'], ['AccessKey', 'access-key']]);
  return known.get(last) ?? last.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}

function kindOfArn(service: string, tail: string): string {
  if (service === 's3') return tail.includes('/') ? 'object' : 'bucket';
  if (service === 'kms') return tail.startsWith('alias/') ? 'kms-alias' : 'kms-key';
  if (service === 'sns') return 'topic';
  if (service === 'sqs') return 'queue';
  return /^([a-z][a-z0-9-]*)[/:]/.exec(tail)?.[1] ?? 'resource';
}

/** The part people know it by: `bucket/key`, a secret's name without the six letters AWS adds, a role without its path. */
function displayOf(service: string, tail: string): string {
  if (service === 's3') return tail.replace(/\/$/, '');
  if (service === 'secretsmanager') return tail.replace(/^secret:/, '').replace(/-[A-Za-z0-9]{6}$/, '');
  if (service === 'iam' || service === 'sts') return tail.slice(tail.lastIndexOf('/') + 1);
  return tail.replace(/^[a-z][a-z0-9-]*[/:]/, '').replace(/:\*$/, '') || tail;
}

function bucketResources(request: unknown): readonly ResourceRef[] {
  const bucket = textAt(request, 'bucketName');
  if (bucket === '') return [];
  const key = textAt(request, 'key');
  return [...(key === '' ? [] : [resourceOfArn(`arn:aws:s3:::${bucket}/${key}`)]), resourceOfArn(`arn:aws:s3:::${bucket}`)];
}

function namedResource(rule: ParameterRule, name: string, service: string, account: string, region: string): ResourceRef {
  if (name.startsWith('arn:')) return { ...resourceOfArn(name), kind: rule.kind };
  const global = rule.arn && account !== '';
  const key = global ? `arn:aws:${service}::${account}:${rule.arn(name)}` : `${service}:${region}:${account}:${rule.kind}/${name}`;
  return { kind: rule.kind, key: bounded(key, 1024), display: bounded(name, 200) };
}

function valuesAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return list(value).flatMap((item) => valuesAt(item, path));
  const [head, ...rest] = path;
  if (head === undefined) return text(value) === '' ? [] : [text(value)];
  return isRecord(value) && Object.hasOwn(value, head) ? valuesAt(record(value)[head], rest) : [];
}
