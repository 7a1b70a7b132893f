import type { Micros } from '../../../../shared/time.ts';
import { parseIso } from '../../../../shared/time.ts';
import type { KeptDigest } from './digest.ts';
import { gatherChains, type Chain } from './gather-chains.ts';
import { judgeDigests } from './judge-digests.ts';
import { indexSeen, judgeLogs, type JudgedLog, type SeenContents } from './judge-logs.ts';
import { baseName, isDigestName, logNameOf } from './object-name.ts';
import type { ProviderKey } from './public-keys.ts';

export interface VerifiedChain extends Chain {
  readonly from: Micros;
  readonly to: Micros;
  readonly logs: readonly JudgedLog[];
  /** Files that are digests of this chain by their names and cannot be read as such. */
  readonly spoilt: readonly { readonly label: string; readonly item: number; readonly why: string }[];
}

export interface UnlistedFile {
  readonly label: string;
  readonly item: number;
  readonly why: string;
}

export interface CloudTrailVerdict {
  readonly chains: readonly VerifiedChain[];
  /** Files read as CloudTrail that no digest of the case lists. */
  readonly unlisted: readonly UnlistedFile[];
  /** Digests by their names that belong to no chain of the case, since no digest of it can be read. */
  readonly spoilt: VerifiedChain['spoilt'];
}

/** Sets everything that is in the case against the digests that are in it. */
export function verifyCloudTrail(digests: readonly KeptDigest[], seen: readonly SeenContents[], keys: readonly ProviderKey[]): CloudTrailVerdict {
  const once = [...new Map(digests.map((one) => [one.sha256, one])).values()];
  const digestItems = new Set(digests.map((one) => one.item));
  const spoilt = seen.filter((one) => !digestItems.has(one.item) && isDigestName(one.label)).map(spoiltOf);
  const logs = seen.filter((one) => !digestItems.has(one.item) && !isDigestName(one.label));
  const index = indexSeen(logs);
  const chains = gatherChains(judgeDigests(once, keys)).map((chain): VerifiedChain => {
    const names = new Set([...chain.missing.map((one) => baseName(one.object)), ...chain.digests.map((one) => firstName(one.digest.previous?.object))]);
    const own = spoilt.filter((one) => names.has(baseName(one.label)));
    const left = chain.missing.filter((one) => !own.some((file) => baseName(file.label) === baseName(one.object)));
    return {
      ...chain,
      missing: left,
      from: chain.digests[0]!.digest.from,
      to: chain.digests.at(-1)!.digest.to,
      logs: chain.digests.flatMap((digest) => judgeLogs(digest, index)),
      spoilt: own,
    };
  });
  const listed = new Set(chains.flatMap((chain) => chain.logs.map((log) => log.item)));
  const owned = new Set(chains.flatMap((chain) => chain.spoilt.map((one) => one.item)));
  return {
    chains,
    unlisted: logs
      .filter((one) => !listed.has(one.item) && !sameAsListed(one, index, listed))
      .map((one) => ({ label: one.label, item: one.item, why: unlistedWords(one, chains) })),
    spoilt: spoilt.filter((one) => !owned.has(one.item)),
  };
}

function firstName(object: string | undefined): string {
  return object === undefined ? '' : baseName(object);
}

function spoiltOf({ label, item, sha256 }: SeenContents): VerifiedChain['spoilt'][number] {
  const what = sha256 === null ? 'It cannot be read to its end' : 'It cannot be read as one';
  return { label, item, why: `By its name this is a digest. ${what}: it was changed or damaged, and what it vouched for is no longer shown by it.` };
}

/** The same bytes may be in the case twice, inflated and not. */
function sameAsListed({ sha256 }: SeenContents, { byHash }: ReturnType<typeof indexSeen>, listed: ReadonlySet<number | null>): boolean {
  return sha256 !== null && listed.has(byHash.get(sha256)?.item ?? null);
}

function unlistedWords({ label }: SeenContents, chains: readonly VerifiedChain[]): string {
  const name = logNameOf(label);
  if (!name) return 'No digest lists these bytes. Digests vouch for the log files that CloudTrail delivers to S3, not for other exports.';
  const delivered = parseIso(name.delivered)?.at ?? null;
  const over = chains.find(
    ({ account, region, from, to, gaps }) =>
      account === name.account &&
      region === name.region &&
      delivered !== null &&
      from <= delivered &&
      delivered <= to &&
      gaps.every((gap) => delivered < gap.from || gap.to < delivered),
  );
  return over
    ? 'The digests of its account and region cover the time of its delivery and do not list it: CloudTrail may not have delivered it so, or it is listed in a backfill digest that is not in the case.'
    : 'No digest of the case covers the time of its delivery in its account and region: nothing vouches for it.';
}
