/** A request parameter that names what a call was about. */
export interface ParameterRule {
  /** The service that has the parameter. */
  readonly service: string;
  /** Path in requestParameters; lists on the way are walked. */
  readonly path: string;
  readonly kind: string;
  /** Only for operations that match; every operation of the service otherwise. */
  readonly action?: RegExp;
  /** What stands before a bare name in its ARN; absent where the ARN cannot be told from the name. */
  readonly arn?: string;
}

const rules: readonly ParameterRule[] = [
  { service: 'secretsmanager', path: 'secretId', kind: 'secret' },
  { service: 'secretsmanager', path: 'name', kind: 'secret', action: /^CreateSecret$/ },
  { service: 'secretsmanager', path: 'secretIdList', kind: 'secret' },
  { service: 'kms', path: 'keyId', kind: 'kms-key' },
  { service: 'ssm', path: 'name', kind: 'parameter', action: /Parameter/, arn: 'parameter/' },
  { service: 'ssm', path: 'name', kind: 'document', action: /Document|Association/, arn: 'document/' },
  { service: 'ssm', path: 'names', kind: 'parameter', arn: 'parameter/' },
  { service: 'ssm', path: 'path', kind: 'parameter', arn: 'parameter/' },
  { service: 'ssm', path: 'target', kind: 'instance' },
  { service: 'ssm', path: 'instanceIds', kind: 'instance' },
  { service: 'ssm', path: 'instanceId', kind: 'instance' },
  { service: 'ssm', path: 'documentName', kind: 'document', arn: 'document/' },
  { service: 'ssm', path: 'sessionId', kind: 'session' },
  { service: 'sts', path: 'roleArn', kind: 'role' },
  { service: 'sts', path: 'targetPrincipal', kind: 'account' },
  { service: 'sts', path: 'name', kind: 'federated-user', arn: 'federated-user/' },
  { service: 'iam', path: 'accessKeyId', kind: 'access-key' },
  { service: 'iam', path: 'userName', kind: 'user', arn: 'user/' },
  { service: 'iam', path: 'roleName', kind: 'role', arn: 'role/' },
  { service: 'iam', path: 'groupName', kind: 'group', arn: 'group/' },
  { service: 'iam', path: 'instanceProfileName', kind: 'instance-profile', arn: 'instance-profile/' },
  { service: 'iam', path: 'policyArn', kind: 'policy' },
  { service: 'iam', path: 'virtualMFADeviceName', kind: 'mfa-device', arn: 'mfa/' },
  { service: 'iam', path: 'openIDConnectProviderArn', kind: 'identity-provider' },
  { service: 'iam', path: 'sAMLProviderArn', kind: 'identity-provider' },
  { service: 'iam', path: 'serialNumber', kind: 'mfa-device' },
  { service: 'lambda', path: 'functionName', kind: 'function', arn: 'function:' },
  { service: 'ec2', path: 'keyName', kind: 'key-pair' },
  { service: 'ec2-instance-connect', path: 'instanceId', kind: 'instance' },
  { service: 'dynamodb', path: 'tableName', kind: 'table', arn: 'table/' },
  { service: 'rds', path: 'dBInstanceIdentifier', kind: 'database', arn: 'db:' },
  { service: 'rds', path: 'dBClusterIdentifier', kind: 'database', arn: 'cluster:' },
  { service: 'rds', path: 'dBSnapshotIdentifier', kind: 'snapshot', arn: 'snapshot:' },
  { service: 'redshift', path: 'clusterIdentifier', kind: 'database' },
  { service: 'athena', path: 'workGroup', kind: 'workgroup', arn: 'workgroup/' },
  { service: 'glue', path: 'databaseName', kind: 'database' },
  { service: 'sqs', path: 'queueUrl', kind: 'queue' },
  { service: 'sns', path: 'topicArn', kind: 'topic' },
  { service: 'kinesis', path: 'streamName', kind: 'stream', arn: 'stream/' },
  { service: 'logs', path: 'logGroupName', kind: 'log-group', arn: 'log-group:' },
  { service: 'logs', path: 'logGroupIdentifier', kind: 'log-group', arn: 'log-group:' },
  { service: 'logs', path: 'logGroupNamePrefix', kind: 'log-group', arn: 'log-group:' },
  { service: 'cloudtrail', path: 'name', kind: 'trail', arn: 'trail/' },
  { service: 'cloudtrail', path: 'trailName', kind: 'trail', arn: 'trail/' },
  { service: 'cloudtrail', path: 'trailNameList', kind: 'trail', arn: 'trail/' },
  { service: 'config', path: 'configurationRecorderName', kind: 'recorder' },
  { service: 'guardduty', path: 'detectorId', kind: 'detector', arn: 'detector/' },
  { service: 'cloudformation', path: 'stackName', kind: 'stack' },
  { service: 'codebuild', path: 'projectName', kind: 'project', arn: 'project/' },
  { service: 'codepipeline', path: 'name', kind: 'pipeline', arn: '' },
  { service: 'codecommit', path: 'repositoryName', kind: 'repository', arn: '' },
  { service: 'ecr', path: 'repositoryName', kind: 'repository', arn: 'repository/' },
  { service: 'codeartifact', path: 'repository', kind: 'repository' },
  { service: 'ecs', path: 'cluster', kind: 'cluster', arn: 'cluster/' },
  { service: 'ecs', path: 'taskDefinition', kind: 'task-definition' },
  { service: 'eks', path: 'name', kind: 'cluster', action: /Cluster$/, arn: 'cluster/' },
  { service: 'eks', path: 'clusterName', kind: 'cluster', arn: 'cluster/' },
  { service: 'route53', path: 'hostedZoneId', kind: 'hosted-zone' },
  { service: 'bedrock', path: 'modelId', kind: 'model' },
  { service: 'bedrock-runtime', path: 'modelId', kind: 'model' },
  { service: 'bedrock-agent-runtime', path: 'agentId', kind: 'agent' },
  { service: 'rolesanywhere', path: 'trustAnchorArn', kind: 'trust-anchor' },
  { service: 'rolesanywhere', path: 'profileArn', kind: 'profile' },
  { service: 'rolesanywhere', path: 'trustAnchorId', kind: 'trust-anchor' },
  { service: 'rolesanywhere', path: 'profileId', kind: 'profile' },
  { service: 'organizations', path: 'accountId', kind: 'account' },
];

/** Request parameters that name what a call was about, where the record's `resources` does not, by service. */
export const parametersOf: ReadonlyMap<string, readonly (ParameterRule & { readonly steps: readonly string[] })[]> = Map.groupBy(
  rules.map((rule) => ({ ...rule, steps: rule.path.split('.') })),
  (rule) => rule.service,
);

/** Services whose ARNs name no region. */
export const globalServices: ReadonlySet<string> = new Set(['iam', 'sts', 'organizations', 'route53']);

/** EC2 names everything by an id: `vpcSet.items.vpcId`, `DescribeNatGatewaysRequest.NatGatewayId.content`, `resourcesSet.items.resourceId`. */
export const ec2Id =
  /^(i|vpc|subnet|rtb|igw|nat|sg|vol|snap|ami|eni|eipalloc|acl|fl|key|lt|tgw|vpce|pcx|eigw|vgw|cgw|vpn|dopt|fs|rtbassoc|eni-attach|cr|h)-[0-9A-Za-z]{8,17}$/;

/** What the first letters of an EC2 id stand for. */
export const ec2Kinds: ReadonlyMap<string, string> = new Map([
  ['i', 'instance'],
  ['sg', 'security-group'],
  ['vol', 'volume'],
  ['snap', 'snapshot'],
  ['ami', 'image'],
  ['eni', 'network-interface'],
  ['rtb', 'route-table'],
  ['igw', 'internet-gateway'],
  ['nat', 'nat-gateway'],
  ['eipalloc', 'address'],
  ['acl', 'network-acl'],
  ['fl', 'flow-log'],
  ['key', 'key-pair'],
  ['lt', 'launch-template'],
  ['vpce', 'vpc-endpoint'],
  ['pcx', 'vpc-peering'],
]);

/** EC2 resources that belong to no account in their ARN. */
export const ownerlessEc2: ReadonlySet<string> = new Set(['image', 'snapshot']);
