import type { ResourceRef } from '../../../../shared/model.ts';
import { at, bounded, isRecord, list, masked, readArn, text, textAt } from '../kit.ts';
import type { Arn, Fields } from '../kit.ts';
import { ec2Id, ec2Kinds, globalServices, ownerlessEc2, parametersOf } from './parameters.ts';
import type { ParameterRule } from './parameters.ts';

const most = 50;

/** Types of resource kept in memory: AWS has about a thousand. */
const mostKinds = 4096;

/** What a call was about: the record's own `resources`, else what its request names, else what its refusal names. Each once. */
export function readResources(trail: Fields, service: string, account: string): readonly ResourceRef[] {
  const listed = list(at(trail, 'resources'));
  if (listed.length > 0) {
    const found = once(objectFirst(listed).flatMap(listedResource));
    if (found.length > 0) return found;
  }
  const request = at(trail, 'requestParameters');
  const requested = isRecord(request) ? requestedResources(request, service, account, textAt(trail, 'awsRegion'), textAt(trail, 'eventName')) : none;
  return requested.length > 0 ? once(requested) : once(elsewhere(trail));
}

const none: readonly ResourceRef[] = [];

function requestedResources(request: Fields, service: string, account: string, region: string, operation: string): readonly ResourceRef[] {
  const found: ResourceRef[] = [...bucketResources(request)];
  for (const rule of parametersOf.get(service) ?? []) {
    if (rule.action && !rule.action.test(operation)) continue;
    for (const name of valuesAt(request, rule.steps, 0)) found.push(namedResource(rule, name, account, region));
  }
  const names: string[] = [];
  collectNames(request, 0, names);
  for (const name of names) {
    if (name.startsWith('arn:')) found.push(resourceOfArn(name));
    else if (service === 'ec2' || service === 'ssm') found.push(ec2Resource(name, account, region));
  }
  return found;
}

function once(found: readonly ResourceRef[]): readonly ResourceRef[] {
  if (found.length < 2) return found;
  const first = new Map<string, ResourceRef>();
  for (const resource of found) if (!first.has(resource.key)) first.set(resource.key, resource);
  return [...first.values()].slice(0, most);
}

/** A service event names its secret apart; a refusal says "not authorized to perform: … on resource: ARN" and hides the request. */
function elsewhere(trail: Fields): readonly ResourceRef[] {
  const secret = textAt(trail, 'additionalEventData', 'SecretId');
  const refused = /on resource: (arn:[^\s"']+)/.exec(textAt(trail, 'errorMessage'))?.[1];
  return [secret.startsWith('arn:') ? secret : '', refused ?? ''].filter(Boolean).map((arn) => resourceOfArn(arn));
}

/** ARNs and EC2 ids wherever a request holds them. */
function collectNames(value: unknown, depth: number, into: string[]): void {
  if (typeof value === 'string') {
    if (value.startsWith('arn:aws') || (value.length < 40 && value.includes('-') && ec2Id.test(value))) into.push(value);
    return;
  }
  if (depth > 5 || into.length >= most || typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) collectNames(inner, depth + 1, into);
}

function ec2Resource(id: string, account: string, region: string): ResourceRef {
  const prefix = id.slice(0, id.lastIndexOf('-'));
  const kind = ec2Kinds.get(prefix) ?? prefix;
  return { kind, key: `arn:${partitionOf(region)}:ec2:${region}:${ownerlessEc2.has(kind) ? '' : account}:${kind}/${id}`, display: id };
}

function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** S3 lists the object and its bucket: the object says more. */
function objectFirst(resources: readonly unknown[]): readonly unknown[] {
  const isBucket = (value: unknown): number => (textAt(value, 'type').endsWith('::Bucket') ? 1 : 0);
  return [...resources].sort((a, b) => isBucket(a) - isBucket(b));
}

function listedResource(value: unknown): readonly ResourceRef[] {
  const arn = textAt(value, 'ARN') || textAt(value, 'ARNPrefix') || textAt(value, 'resourceName');
  return arn === '' ? [] : [resourceOfArn(arn, textAt(value, 'type'))];
}

/** A resource by its ARN; the kind is the last word of `AWS::S3::Object`, else what the ARN itself says. */
export function resourceOfArn(source: string, type = ''): ResourceRef {
  const arn = readArn(source);
  const tail = arn?.resource ?? source;
  const kind = kindOfType(type) || (arn ? kindOfArn(arn) : 'resource');
  return { kind, key: bounded(source, 1024), display: bounded(displayOf(arn?.service ?? '', tail), 200) };
}

const kinds = new Map([
  ['AWS::KMS::Key', 'kms-key'],
  ['AWS::IAM::AccessKey', 'access-key'],
]);

function kindOfType(type: string): string {
  const known = kinds.get(type);
  if (known !== undefined) return known;
  const last = type.split('::').at(-1) ?? '';
  const kind = last === 'Key' ? 'kms-key' : last.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
  if (kinds.size < mostKinds) kinds.set(type, kind);
  return kind;
}

function kindOfArn({ service, region, resource: tail }: Arn): string {
  if (service === 's3' && region === '') return tail.includes('/') ? 'object' : 'bucket';
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
  const bucket = textAt(request, 'bucketName') || textAt(request, 'bucket');
  if (bucket === '') return [];
  const key = textAt(request, 'key');
  return [...(key === '' ? [] : [resourceOfArn(`arn:aws:s3:::${bucket}/${key}`)]), resourceOfArn(`arn:aws:s3:::${bucket}`)];
}

function namedResource(rule: ParameterRule, name: string, account: string, region: string): ResourceRef {
  if (name.startsWith('arn:')) return { ...resourceOfArn(name), kind: rule.kind };
  if (ec2Id.test(name)) return ec2Resource(name, account, region);
  const display = rule.kind === 'access-key' ? masked(name) : bounded(name, 200);
  return { kind: rule.kind, key: bounded(keyOf(rule, name, account, region), 1024), display };
}

function keyOf(rule: ParameterRule, name: string, account: string, region: string): string {
  const tail =
    rule.service === 'kms' ? kmsTail(name) : rule.arn === undefined ? null : `${rule.arn}${rule.kind === 'parameter' ? name.replace(/^\//, '') : name}`;
  const place = globalServices.has(rule.service) ? '' : region;
  return tail === null || account === ''
    ? `${rule.service}:${region}:${account}:${rule.kind}/${name}`
    : `arn:${partitionOf(region)}:${rule.service}:${place}:${account}:${tail}`;
}

/** KMS takes a key's id or an alias. */
function kmsTail(name: string): string {
  return name.startsWith('alias/') ? name : `key/${name}`;
}

function valuesAt(value: unknown, steps: readonly string[], from: number): readonly string[] {
  if (Array.isArray(value)) return list(value).flatMap((item) => valuesAt(item, steps, from));
  const step = steps[from];
  if (step === undefined) return text(value) === '' ? [] : [text(value)];
  return isRecord(value) && Object.hasOwn(value, step) ? valuesAt(value[step], steps, from + 1) : [];
}
