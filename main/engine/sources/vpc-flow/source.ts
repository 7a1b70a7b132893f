import type { IdentityRef, ResourceRef } from '../../../../shared/model.ts';
import { activitySource, awsInstance, bounded, dashless, outcomeOf, splitLine, text, thing } from '../kit.ts';
import type { Act, Fields, Left } from '../kit.ts';

/** Version 2 in its order: what a log has unless its owner chose other fields. */
const defaults = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
] as const;

export const vpcFlow = activitySource({
  id: 'vpc-flow',
  title: 'Amazon VPC flow logs',
  version: '1',
  docs: [
    { title: 'Flow log records', url: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html', read: null },
    { title: 'Querying flow logs with Athena', url: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-athena.html', read: null },
  ],
  framing: 'lines in the default format, tables with a header (S3, Athena); lines in a format of their own need their header',
  marks: 'a network interface with source and destination addresses, an action and a log status',
  open(fields) {
    const flow = named(fields);
    const mine = text(flow['interface-id']).startsWith('eni-') && ('srcaddr' in flow || 'log-status' in flow) && ('action' in flow || 'log-status' in flow);
    return mine ? [flow] : [];
  },
  openText(line) {
    const parts = splitLine(line);
    if (parts.length !== 14 || parts[0] !== '2' || !/^(OK|NODATA|SKIPDATA)$/.test(parts[13] ?? '')) return null;
    return Object.fromEntries(defaults.map((name, place) => [name, parts[place] ?? '']));
  },
  read,
});

/** Athena's columns have underscores, and `sourceaddress` in the older table. */
const others: ReadonlyMap<string, string> = new Map(
  Object.entries({
    account: 'account-id',
    interfaceid: 'interface-id',
    sourceaddress: 'srcaddr',
    destinationaddress: 'dstaddr',
    sourceport: 'srcport',
    destinationport: 'dstport',
    starttime: 'start',
    endtime: 'end',
    logstatus: 'log-status',
  }),
);

function named(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== '__proto__')
      .map(([name, value]) => [others.get(name) ?? name.replaceAll('_', '-'), value]),
  );
}

function read(flow: Fields): Act | Left {
  const said = (name: string): string => dashless(text(flow[name]));
  if (said('log-status') === 'NODATA' || said('log-status') === 'SKIPDATA') {
    return { skip: `No traffic is described: the log status is ${said('log-status')}.`, code: 'not_an_api_call' };
  }
  const [account, eni] = [said('account-id') || 'unknown', said('interface-id')];
  // pkt-srcaddr is the address of the sender where an intermediate layer (a NAT gateway, a pod) stands between.
  const [from, to] = [said('pkt-srcaddr') || said('srcaddr'), said('pkt-dstaddr') || said('dstaddr')];
  return {
    time: said('start'),
    timeField: 'start',
    action: `vpc:${said('flow-direction') || 'flow'} ${protocols.get(said('protocol')) ?? `protocol ${said('protocol')}`}/${said('dstport') || '?'}`,
    plane: 'network',
    outcome: outcomeOf('action', said('action'), { accept: 4, reject: 2 }),
    identity: sender(account, said, from),
    principal: from,
    realm: account,
    resources: [thing('aws', 'network_interface', `${account}/${eni}`, eni), ...addressed(to, said('dstport'))],
    address: from,
    ids: {
      interface: eni,
      vpc: said('vpc-id'),
      subnet: said('subnet-id'),
      instance: said('instance-id'),
      source_port: said('srcport'),
      packets: said('packets'),
      bytes: said('bytes'),
      end: said('end'),
      tcp_flags: said('tcp-flags'),
      reject_reason: said('reject-reason'),
      source_service: said('pkt-src-aws-service'),
      destination_service: said('pkt-dst-aws-service'),
    },
  };
}

const protocols: ReadonlyMap<string, string> = new Map(Object.entries({ '1': 'icmp', '6': 'tcp', '17': 'udp', '47': 'gre', '50': 'esp', '58': 'icmpv6' }));

/** A flow names addresses, nobody. Only an outgoing flow of a named instance is that instance's own. */
function sender(account: string, said: (name: string) => string, from: string): IdentityRef {
  const instance = said('instance-id');
  if (instance !== '' && said('flow-direction') === 'egress') return awsInstance(account, bounded(instance, 100));
  const name = from === '' ? 'address not recorded' : bounded(from, 100);
  return { kind: 'anonymous', provider: 'network', realm: said('vpc-id') || account, name: `address/${name}`, display: name };
}

function addressed(to: string, port: string): readonly ResourceRef[] {
  return to === '' ? [] : [thing('network', 'endpoint', port === '' ? to : to.includes(':') ? `[${to}]:${port}` : `${to}:${port}`)];
}
