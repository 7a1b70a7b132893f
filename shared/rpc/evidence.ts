import { z } from 'zod';
import { count, method, micros, nothing } from './method.ts';

export const custodyEntry = z.object({
  seq: count,
  at: micros,
  actor: z.string(),
  action: z.string(),
  words: z.string(),
  line: z.string(),
  body: z.string(),
  hash: z.string(),
  prev: z.string(),
});
export type CustodyEntry = z.infer<typeof custodyEntry>;

export const custodyCheck = z.object({ entries: count, head: z.string(), whole: z.boolean(), firstBroken: count.nullable(), remarks: z.array(z.string()) });

export const keyInfo = z.object({
  name: z.string(),
  fingerprint: z.string(),
  publicKey: z.string(),
  role: z.string(),
  createdAt: micros,
  revokedAt: micros.nullable(),
});
export type KeyInfo = z.infer<typeof keyInfo>;

export const verifyCheck = z.object({
  id: z.enum(['structure', 'bytes', 'completeness', 'signatures', 'required_signers', 'reviews', 'custody', 'anchors']),
  title: z.string(),
  state: z.enum(['holds', 'fails', 'not_checked']),
  detail: z.string(),
  /** Files named by a failure. */
  files: z.array(z.string()),
});
export const verification = z.object({
  /** 0 verified, 1 tampered or incomplete, 2 signed but not by trusted keys, 3 unreadable. */
  exitCode: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
  verdict: z.string(),
  bundle: z.string(),
  caseReference: z.string(),
  signers: z.array(z.object({ principal: z.string(), fingerprint: z.string(), trusted: z.boolean(), role: z.string() })),
  checks: z.array(verifyCheck),
  files: count,
  bytes: count,
});
export type Verification = z.infer<typeof verification>;

export const scopes = ['all', 'filter', 'assessed'] as const;

export const evidenceMethods = {
  'custody.page': method(
    z.object({ text: z.string().default(''), before: count.optional(), limit: count.max(1000).default(200) }),
    z.object({ total: count, rows: z.array(custodyEntry) }),
  ),
  'custody.check': method(nothing, custodyCheck),
  'keys.list': method(nothing, z.array(keyInfo)),
  'keys.new': method(z.object({ name: z.string().min(1).max(100), role: z.string().default('examiner'), passphrase: z.string().min(8) }), keyInfo),
  /** What a bundle would hold, before it is made. */
  'bundle.plan': method(
    nothing,
    z.object({
      name: z.string(),
      number: count,
      originals: z.object({ files: count, bytes: count }),
      events: count,
      contents: z.array(z.object({ path: z.string(), what: z.string(), bytes: count.nullable() })),
    }),
  ),
  'bundle.export': method(
    z.object({ out: z.string(), key: z.string(), passphrase: z.string() }),
    z.object({ folder: z.string(), allowedSigners: z.string(), report: z.string(), picture: z.string(), verification, commands: z.array(z.string()) }),
    ['out'],
  ),
  /** `anchor`: an earlier bundle or checkpoint of the same case, kept outside. */
  'bundle.verify': method(z.object({ bundle: z.string(), signers: z.string().optional(), anchor: z.string().optional() }), verification, [
    'bundle',
    'signers',
    'anchor',
  ]),
  'case.exports': method(nothing, z.array(z.object({ number: count, folder: z.string(), at: micros, signer: z.string(), digest: z.string() }))),
} as const;
