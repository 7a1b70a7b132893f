import { expect, test } from 'vitest';
import { planeOf } from './planes.ts';

test.each([
  ['sts', 'AssumeRole', 'identity'],
  ['iam', 'CreateAccessKey', 'identity'],
  ['secretsmanager', 'GetSecretValue', 'secrets'],
  ['kms', 'Sign', 'secrets'],
  ['ssm', 'GetParameter', 'secrets'],
  ['ssm', 'DescribeParameters', 'secrets'],
  ['ssm', 'SendCommand', 'compute'],
  ['ssm', 'StartSession', 'compute'],
  ['ssm', 'DescribeInstanceInformation', 'management'],
  ['ec2', 'RunInstances', 'compute'],
  ['ec2', 'GetPasswordData', 'secrets'],
  ['ec2', 'AuthorizeSecurityGroupIngress', 'network'],
  ['ec2', 'ModifySnapshotAttribute', 'data'],
  ['ec2', 'AssociateIamInstanceProfile', 'identity'],
  ['ec2', 'DescribeRegions', 'management'],
  ['s3', 'GetObject', 'data'],
  ['dynamodb', 'Scan', 'data'],
  ['codebuild', 'StartBuild', 'delivery'],
  ['ecr', 'PutImage', 'delivery'],
  ['codecommit', 'GitPush', 'source'],
  ['lambda', 'UpdateFunctionCode20150331v2', 'compute'],
  ['bedrock', 'InvokeModel', 'agent'],
  ['cloudtrail', 'StopLogging', 'management'],
  ['cloudfront', 'UpdateDistribution', 'network'],
  ['something-new', 'Do', 'management'],
])('%s:%s is on the plane %s', (service, action, plane) => {
  expect(planeOf(service, action)).toBe(plane);
});
