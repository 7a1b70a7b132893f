import type { IntegrityChain, IntegrityFile, IntegrityReport } from '../../../shared/rpc/intake.ts';
import type { CloudTrailVerdict, VerifiedChain } from './cloudtrail/verify.ts';

/** At most this many files are named for each chain; all are counted. */
const named = 1000;

/** What no check of these files can show. */
export const integrityLimits = [
  'The newest digest of each chain cannot be verified from files: its own signature lies in the metadata of its S3 object (x-amz-meta-signature). Import the digest that followed it to settle it.',
  'Digests removed from the end of a chain leave no trace in the files that are left.',
  'That a public key is CloudTrail’s rests on where the file with it comes from: ask for it yourself, region by region, with "aws cloudtrail list-public-keys".',
  'A digest vouches that a log file is as CloudTrail delivered it, not that the trail recorded every kind of call.',
] as const;

/** The verdict in the words of the contract. */
export function reportOf(verdict: CloudTrailVerdict, rest: Pick<IntegrityReport, 'checkedAt' | 'keys' | 'unreadable'>): IntegrityReport {
  const chains = verdict.chains.map(chainReport);
  const spoilt = verdict.spoilt.map((one) => file('digest', 'failed', one.label, one));
  const unlisted = verdict.unlisted.map((one) => file('log', 'unlisted', one.label, one)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const holds = spoilt.length === 0 && chains.every(({ digests, logs }) => digests.failed + digests.missing + logs.failed === 0);
  const report = { ...rest, chains, spoilt, unlisted: { total: unlisted.length, files: unlisted.slice(0, named) }, holds, limits: [...integrityLimits] };
  return { ...report, summary: summaryOf(report) };
}

function chainReport({ account, region, trail, backfill, from, to, digests, missing, spoilt, logs, gaps, notes }: VerifiedChain): IntegrityChain {
  const files = [
    ...digests.filter((one) => one.standing !== 'verified').map((one) => file('digest', one.standing, one.digest.object, one)),
    ...spoilt.map((one) => file('digest', 'failed', one.label, one)),
    ...missing.map((one) => file('digest', 'missing', one.object, { item: null, why: one.why })),
    ...logs.filter((one) => one.standing !== 'verified').map((one) => file('log', one.standing, one.object, one)),
  ].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0) || (a.name < b.name ? -1 : 1));
  return {
    provider: 'aws-cloudtrail',
    account,
    region,
    trail,
    backfill,
    from,
    to,
    digests: tally([...digests.map((one) => one.standing), ...spoilt.map(() => 'failed' as const), ...missing.map(() => 'missing' as const)]),
    logs: tally(logs.map((one) => one.standing)),
    gaps: gaps.map((gap) => ({ ...gap })),
    notes: [...notes],
    files: files.slice(0, named),
    unnamed: Math.max(0, files.length - named),
  };
}

const order: readonly IntegrityFile['state'][] = ['failed', 'missing', 'unlisted', 'unproven', 'verified'];

function file(
  kind: IntegrityFile['kind'],
  state: IntegrityFile['state'],
  name: string,
  { item, why }: { readonly item: number | null; readonly why: string },
): IntegrityFile {
  return { kind, state, name, item, why };
}

function tally(states: readonly IntegrityFile['state'][]): IntegrityChain['digests'] {
  const of = (state: IntegrityFile['state']): number => states.filter((one) => one === state).length;
  return { total: states.length, verified: of('verified'), failed: of('failed'), unproven: of('unproven'), missing: of('missing') };
}

function summaryOf({ chains, spoilt, unlisted, keys }: Omit<IntegrityReport, 'summary'>): string {
  const left = unlisted.total === 0 ? '' : ` ${counted(unlisted.total, 'CloudTrail file')} of the case ${unlisted.total === 1 ? 'is' : 'are'} listed in none.`;
  if (chains.length === 0) return `No CloudTrail digest that can be read is in the case${spoilt.length > 0 ? `, ${spoilt.length} cannot be read` : ''}.${left}`;
  const sum = (of: 'digests' | 'logs', key: keyof IntegrityChain['digests']): number => chains.reduce((all, chain) => all + chain[of][key], 0);
  const words = (of: 'digests' | 'logs', name: string): string =>
    `${sum(of, 'verified')} of ${counted(sum(of, 'total'), name)} verified, ${sum(of, 'failed') + (of === 'digests' ? spoilt.length : 0)} failed, ${sum(of, 'unproven')} cannot be proved, ${sum(of, 'missing')} missing`;
  const without = keys.length === 0 ? ' No public keys were given, so no signature was checked.' : '';
  return `CloudTrail: ${words('digests', 'digest')}; ${words('logs', 'listed log file')}.${left}${without}`;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}
