import type { Plane } from '../../../../shared/model.ts';

/** Services whose every call exercises one plane. The rest is decided by `byAction`, then by `management`. */
const byService: ReadonlyMap<string, Plane> = new Map(
  Object.entries({
    identity:
      'iam sts signin sso sso-directory sso-oidc identitystore identitystore-auth cognito-idp cognito-identity cognito-sync organizations access-analyzer rolesanywhere ' +
      'ds directory-service-data verifiedpermissions account ram user-subscriptions iam-identity-center',
    secrets: 'secretsmanager kms cloudhsm acm acm-pca payment-cryptography signer',
    delivery:
      'codebuild codepipeline codedeploy codeartifact ecr ecr-public amplify imagebuilder proton serverlessrepo codestar codestar-connections codeconnections codecatalyst',
    source: 'codecommit codeguru-reviewer',
    data:
      's3 s3express s3-outposts s3tables glacier dynamodb dax rds rds-data rds-db redshift redshift-data redshift-serverless athena glue lakeformation elasticache memorydb es aoss ' +
      'opensearch cassandra timestream qldb neptune docdb docdb-elastic kinesis firehose kafka sqs sns elasticfilesystem fsx backup datasync ebs quicksight databrew dms ' +
      'transfer dataexchange cleanrooms macie2 kinesisanalytics kinesisvideo storagegateway snowball mq',
    compute:
      'lambda ecs eks eks-auth batch autoscaling apprunner elasticbeanstalk lightsail elasticmapreduce emr-serverless emr-containers sagemaker states workspaces appstream ' +
      'ec2-instance-connect ssmmessages ec2messages outposts gamelift cloud9 cloudshell robomaker',
    network:
      'route53 route53domains route53resolver route53profiles elasticloadbalancing cloudfront apigateway execute-api directconnect networkmanager network-firewall waf waf-regional wafv2 ' +
      'shield vpc-lattice globalaccelerator appmesh servicediscovery privatelink vpce networkflowmonitor',
    agent:
      'bedrock bedrock-runtime bedrock-agent bedrock-agent-runtime bedrock-agentcore bedrock-agentcore-control bedrock-data-automation bedrock-mantle q qbusiness qapps ' +
      'codewhisperer codewhisperer-customization lex',
    management:
      'cloudtrail cloudtrail-data config cloudformation cloudcontrolapi logs monitoring events scheduler guardduty securityhub inspector inspector2 detective health support trustedadvisor ce ' +
      'cur budgets pricing billing tagging resource-groups resource-explorer-2 servicecatalog servicecatalog-appregistry controltower servicequotas notifications compute-optimizer ' +
      'devops-guru application-autoscaling license-manager marketplace wellarchitected opsworks auditmanager securitylake xray synthetics rum oam chatbot appconfig',
  } satisfies Partial<Record<Plane, string>>).flatMap(([plane, services]) => services.split(' ').map((service) => [service, plane as Plane] as const)),
);

interface ActionRule {
  readonly service: string;
  readonly action: RegExp;
  readonly plane: Plane;
}

/** Where one service spans planes, in order; the last word of each service is its own. */
const byAction: readonly ActionRule[] = [
  { service: 'ssm', action: /Parameter/, plane: 'secrets' },
  { service: 'ssm', action: /Command|Session|Automation|Association|ExecuteMaintenance|ConnectionStatus/, plane: 'compute' },
  { service: 'ssm', action: /./, plane: 'management' },
  { service: 'ec2', action: /PasswordData|KeyPair/, plane: 'secrets' },
  { service: 'ec2', action: /IamInstanceProfile/, plane: 'identity' },
  { service: 'ec2', action: /Snapshot|Volume(?!sModification)|FastRestore|EbsEncryption|ExportImage|ExportTask|StoreImage/, plane: 'data' },
  {
    service: 'ec2',
    action:
      /Vpc|Subnet|Route|NetworkAcl|SecurityGroup|NetworkInterface|Gateway|Address|Dhcp|Vpn|FlowLog|Endpoint|PrefixList|TransitGateway|Peering|PublicIp|Ipam|TrafficMirror|NetworkInsights|LocalGateway|CarrierGateway/,
    plane: 'network',
  },
  { service: 'ec2', action: /Region|AvailabilityZone|AccountAttribute|Tags|IdFormat/, plane: 'management' },
  { service: 'ec2', action: /./, plane: 'compute' },
  { service: 'eks', action: /IdentityProvider|AccessEntry|AccessPolicy|PodIdentity/, plane: 'identity' },
];

/** The plane a call exercised. An unlisted service counts as management: calls to it configure an account. */
export function planeOf(service: string, action: string): Plane {
  return byAction.find((rule) => rule.service === service && rule.action.test(action))?.plane ?? byService.get(service) ?? 'management';
}
