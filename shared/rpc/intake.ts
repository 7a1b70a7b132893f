import { z } from 'zod';
import { count, method, micros, nothing, problem } from './method.ts';

export const guess = z.object({
  reader: z.string(),
  title: z.string(),
  /** 0 to 1: the share of the sampled records that this reader claims. */
  confidence: z.number(),
  reasons: z.array(z.string()),
});

/** One stream of records as it is believed to be, before anything is stored. */
export const previewItem = z.object({
  /** The file as the person named it. */
  path: z.string(),
  /** Path inside an archive; empty for the file itself. */
  member: z.string(),
  label: z.string(),
  size: count,
  container: z.string(),
  encoding: z.string(),
  framing: z.string(),
  /** Best first; empty when nobody claims it. */
  guesses: z.array(guess),
  sampled: count,
  span: z.object({ from: micros, to: micros }).nullable(),
  /** The first bytes, printable, for a file nobody claims. */
  head: z.string(),
  problems: z.array(problem),
});
export type PreviewItem = z.infer<typeof previewItem>;

export const itemReport = z.object({
  id: count,
  label: z.string(),
  sha256: z.string(),
  size: count,
  container: z.string(),
  encoding: z.string(),
  framing: z.string(),
  reader: z.string().nullable(),
  readerVersion: z.string().nullable(),
  state: z.enum(['reading', 'done', 'unrecognised', 'failed', 'repeated']),
  records: count,
  /** Records that became events. */
  withEvents: count,
  /** Records that gave facts and no event (an inventory). */
  withFacts: count,
  skipped: count,
  /** Records whose event was known already; counted in `withEvents` too. */
  duplicates: count,
  span: z.object({ from: micros, to: micros }).nullable(),
  problems: count,
  importedAt: micros,
});
export type ItemReport = z.infer<typeof itemReport>;

export const importReport = z.object({
  items: z.array(itemReport),
  /** Files that could not be taken in at all. */
  refused: z.array(problem),
  records: count,
  withEvents: count,
  withFacts: count,
  skipped: count,
  duplicates: count,
  events: count,
  seconds: z.number(),
});
export type ImportReport = z.infer<typeof importReport>;

export const skippedRecord = z.object({
  item: count,
  label: z.string(),
  index: count,
  offset: count,
  length: count,
  code: z.string(),
  message: z.string(),
  /** False for a remark on a record (or file) that was read all the same. */
  lost: z.boolean(),
});
export type SkippedRecord = z.infer<typeof skippedRecord>;

export const rawBytes = z.object({
  label: z.string(),
  sha256: z.string(),
  offset: count,
  length: count,
  /** The bytes as text (UTF-8; a byte that is none shows as U+FFFD), cut at 256 KiB. */
  text: z.string(),
  cut: z.boolean(),
  index: count.nullable(),
});
export type RawBytes = z.infer<typeof rawBytes>;

const integrityState = z.enum(['verified', 'failed', 'unproven', 'missing', 'unlisted']);

/** A digest or a log file about which something has to be said. */
export const integrityFile = z.object({
  kind: z.enum(['digest', 'log']),
  state: integrityState,
  /** The object in the provider's store, or the file of the case. */
  name: z.string(),
  /** The stream of the case, where there is one. */
  item: count.nullable(),
  why: z.string(),
});
export type IntegrityFile = z.infer<typeof integrityFile>;

const integrityTally = z.object({ total: count, verified: count, failed: count, unproven: count, missing: count });

/** Digests of one account, region and trail, each pointing to the one before it, and the log files they list. */
export const integrityChain = z.object({
  provider: z.literal('aws-cloudtrail'),
  account: z.string(),
  region: z.string(),
  trail: z.string(),
  /** Digests of log files that were late. */
  backfill: z.boolean(),
  from: micros,
  to: micros,
  digests: integrityTally,
  logs: integrityTally,
  /** Hours for which there is no digest. */
  gaps: z.array(z.object({ from: micros, to: micros, why: z.string() })),
  notes: z.array(z.string()),
  /** Every file that is not verified, the worst first; `unnamed` more are only counted. */
  files: z.array(integrityFile),
  unnamed: count,
});
export type IntegrityChain = z.infer<typeof integrityChain>;

/** What providers vouch for with signatures of their own. */
export const integrityReport = z.object({
  checkedAt: micros,
  summary: z.string(),
  /** Nothing is contradicted and no digest is missing between others. */
  holds: z.boolean(),
  chains: z.array(integrityChain),
  /** Digests by their names that cannot be read and belong to no chain. */
  spoilt: z.array(integrityFile),
  /** Log files of the case that no digest lists. */
  unlisted: z.object({ total: count, files: z.array(integrityFile) }),
  keys: z.array(z.object({ file: z.string(), fingerprint: z.string(), from: micros.nullable(), to: micros.nullable() })),
  unreadable: z.array(problem),
  /** What no check of these files can show. */
  limits: z.array(z.string()),
});
export type IntegrityReport = z.infer<typeof integrityReport>;

const choice = z.object({ path: z.string(), member: z.string(), reader: z.string() });

export const intakeMethods = {
  'readers.list': method(
    nothing,
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        framing: z.string(),
        docs: z.array(z.object({ title: z.string(), url: z.string() })),
      }),
    ),
  ),
  'intake.preview': method(z.object({ paths: z.array(z.string()).min(1) }), z.array(previewItem), ['paths']),
  'intake.import': method(z.object({ paths: z.array(z.string()).min(1), choices: z.array(choice).default([]) }), importReport, ['paths']),
  'intake.items': method(nothing, z.array(itemReport)),
  'intake.skipped': method(
    z.object({ item: count.optional(), offset: count.default(0), limit: count.max(1000).default(200) }),
    z.object({ total: count, rows: z.array(skippedRecord) }),
  ),
  'intake.raw': method(z.object({ item: count, offset: count, length: count }), rawBytes),
  /** Hashes every original again. */
  'intake.reverify': method(nothing, z.object({ checked: count, bytes: count, broken: z.array(problem) })),
  /** Checks the log files of the case against the digests that their provider signed, under the public keys in the files given. */
  'intake.integrity': method(z.object({ publicKeys: z.array(z.string()).default([]) }), integrityReport, ['publicKeys']),
} as const;
