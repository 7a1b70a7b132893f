import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fail, type Problem } from '../../../shared/problems.ts';
import type { IntegrityReport } from '../../../shared/rpc/intake.ts';
import { formatIso, type Micros } from '../../../shared/time.ts';
import type { Context } from '../context.ts';
import { recordAct } from '../store/custody.ts';
import { listKeptStreams, type KeptStream } from '../store/kept-streams.ts';
import { stamped, stampNow } from '../store/stamp.ts';
import { commit } from '../store/transaction.ts';
import { takeTurn } from '../store/write-turn.ts';
import { looksLikeDigest, parseDigest, type KeptDigest } from './cloudtrail/digest.ts';
import type { SeenContents } from './cloudtrail/judge-logs.ts';
import { isDigestName } from './cloudtrail/object-name.ts';
import { parsePublicKeys, type ProviderKey } from './cloudtrail/public-keys.ts';
import { verifyCloudTrail } from './cloudtrail/verify.ts';
import { reportOf } from './reports.ts';

/** The uncompressed contents of one stream of an original, as another part of the engine reads them. */
export interface ReadContents {
  readonly member: string;
  /** SHA-256 in hexadecimal; null when the stream is damaged. */
  readonly sha256: string | null;
  /** All of it where `whole` asked for it, else null. */
  readonly text: string | null;
  readonly problem: Problem | null;
}

/** Reads the streams of one original. `whole` is asked with the first bytes of each whether its text is wanted. */
export type ReadOriginal = (sha256: string, whole: (member: string, head: string) => boolean, onBytes: (bytes: number) => void) => AsyncIterable<ReadContents>;

const keyFileBytes = 4 * 1024 * 1024;

/** Checks what providers vouch for: the log files of the case against CloudTrail's digests, and these against their signatures. */
export async function checkIntegrity(context: Context, paths: readonly string[], readOriginal: ReadOriginal): Promise<IntegrityReport> {
  const handle = context.openCase();
  const keyFiles = await Promise.all(paths.map(async (path) => ({ path, bytes: await readSmall(path) })));
  const keys = keyFiles.flatMap(({ path, bytes }) => parsePublicKeys(bytes, path));
  const { digests, seen, unreadable } = await readStreams(context, listKeptStreams(handle.read), readOriginal);
  const verdict = verifyCloudTrail(digests, seen, keys);
  const stamp = stampNow(context.around, handle.read);
  const report = reportOf(verdict, { checkedAt: stamp.at, keys: keys.map(keyWords), unreadable });
  if (!handle.readOnly) {
    const body = {
      provider: 'aws-cloudtrail',
      result: report.summary,
      holds: report.holds,
      chains: report.chains.map(({ account, region, trail, from, to, digests: count, logs, gaps }) => ({
        account,
        region,
        trail,
        from: formatIso(from as Micros),
        to: formatIso(to as Micros),
        digests: count,
        logs,
        hours_without_digest: gaps.map((gap) => `${formatIso(gap.from as Micros)} to ${formatIso(gap.to as Micros)}`),
      })),
      failed: [...report.spoilt, ...report.chains.flatMap((chain) => chain.files)]
        .filter((one) => one.state === 'failed')
        .map((one) => one.name)
        .slice(0, 50),
      keys: keys.map((key) => key.fingerprint),
      key_files: keyFiles.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')),
    };
    await takeTurn(handle.write, () => commit(handle.write, () => recordAct(handle.write, stamped(stamp, 'provider_integrity_checked', body))));
    context.changed('custody');
  }
  return report;
}

function keyWords({ file, fingerprint, from, to }: ProviderKey): IntegrityReport['keys'][number] {
  return { file, fingerprint, from, to };
}

async function readStreams(
  context: Context,
  streams: readonly KeptStream[],
  readOriginal: ReadOriginal,
): Promise<{ readonly digests: KeptDigest[]; readonly seen: SeenContents[]; readonly unreadable: Problem[] }> {
  const originals = Map.groupBy(streams, (stream) => stream.sha256);
  const total = [...originals.values()].reduce((sum, [first]) => sum + first!.size, 0);
  const digests: KeptDigest[] = [];
  const seen: SeenContents[] = [];
  const unreadable: Problem[] = [];
  let done = 0;
  for (const [sha256, of] of originals) {
    const members = new Map(of.map((stream) => [stream.member, stream]));
    const wanted = (member: string, head: string): boolean => members.has(member) && (isDigestName(members.get(member)!.label) || looksLikeDigest(head));
    const start = done;
    const size = of[0]!.size;
    for await (const contents of readOriginal(sha256, wanted, (bytes) => {
      if (context.signal.aborted) fail('cancelled', 'Cancelled.');
      done = Math.min(start + size, done + bytes);
      context.progress({ stage: 'Provider integrity', done, total, unit: 'bytes', detail: of[0]!.label });
    })) {
      const stream = members.get(contents.member);
      if (!stream) continue;
      members.delete(contents.member);
      take(stream, contents);
    }
    for (const stream of members.values()) take(stream, { member: stream.member, sha256: null, text: null, problem: null });
    done = start + size;
  }
  return { digests, seen, unreadable };

  function take({ item, label, trail }: KeptStream, { sha256, text, problem }: ReadContents): void {
    if (problem) unreadable.push({ ...problem, file: label });
    const digest = text === null || sha256 === null ? null : parseDigest(text);
    if (digest && sha256 !== null) digests.push({ digest, sha256, item, label });
    // A stream that nobody recognised counts only where its name says what it was.
    if (digest || trail || isDigestName(label)) seen.push({ item, label, sha256 });
  }
}

async function readSmall(path: string): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: NodeJS.ErrnoException) =>
    fail('unreadable', `This file of public keys cannot be opened (${error.code ?? 'unknown reason'}).`, { file: path }),
  );
  try {
    const about = await file.stat();
    if (!about.isFile()) fail('not_a_regular_file', 'This is no ordinary file.', { file: path });
    if (about.size > keyFileBytes) fail('too_large', 'This file is too large to hold public keys.', { file: path });
    return await file.readFile();
  } finally {
    await file.close();
  }
}
