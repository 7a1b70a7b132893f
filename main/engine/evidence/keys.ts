/** The signing keys of the person at this machine, one file each, outside every case. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { fail } from '../../../shared/problems.ts';
import type { KeyInfo } from '../../../shared/rpc/evidence.ts';
import { formatIso, parseIso } from '../../../shared/time.ts';
import type { Surroundings } from '../context.ts';
import { writeNewFile } from './durable.ts';
import { openSealedKey, privateKeyOf, publicPointOf, sealKey } from './key-seal.ts';
import { isSafeSegment } from './safe-name.ts';
import { ed25519Blob, fingerprintOf, readPublicKey } from './ssh-key.ts';
import { namespaces } from './sshsig.ts';
import { WireFault } from './ssh-wire.ts';

const keyFile = z.strictObject({
  format: z.literal('keyholder-key-v1'),
  name: z.string(),
  role: z.string(),
  created: z.string(),
  revoked: z.string().nullable(),
  /** `ssh-ed25519 BASE64`. */
  public: z.string(),
  fingerprint: z.string(),
  sealed: z.strictObject({
    kdf: z.literal('scrypt'),
    n: z.number().int(),
    r: z.number().int(),
    p: z.number().int(),
    salt: z.string(),
    cipher: z.literal('aes-256-gcm'),
    nonce: z.string(),
    tag: z.string(),
    data: z.string(),
  }),
});
type KeyFile = z.infer<typeof keyFile>;

/** A key opened for signing. */
export interface SigningKey {
  readonly info: KeyInfo;
  readonly privateKey: KeyObject;
  readonly publicBlob: Buffer;
}

/** Makes an Ed25519 key and keeps it under the passphrase. */
export async function newKey(around: Surroundings, wanted: { readonly name: string; readonly role: string; readonly passphrase: string }): Promise<KeyInfo> {
  requireName(wanted.name);
  if (/[\p{Cc}]/u.test(wanted.role)) fail('invalid_argument', 'A role is one line of text.');
  if (wanted.passphrase.length < 8) fail('invalid_argument', 'A passphrase has at least eight characters.');
  if (listKeys(around).some((key) => key.name.toLowerCase() === wanted.name.toLowerCase())) fail('key_refused', `There is a key named ${wanted.name} already.`);
  const seed = Buffer.from(around.random(32));
  const blob = ed25519Blob(publicPointOf(privateKeyOf(seed)));
  requireSound(blob);
  const file: KeyFile = {
    format: 'keyholder-key-v1',
    name: wanted.name,
    role: wanted.role,
    created: formatIso(around.now()),
    revoked: null,
    public: `ssh-ed25519 ${blob.toString('base64')}`,
    fingerprint: fingerprintOf(blob),
    sealed: await sealKey(seed, wanted.passphrase, blob, around.random),
  };
  seed.fill(0);
  mkdirSync(keysFolder(around), { recursive: true, mode: 0o700 });
  writeNewFile(pathOf(around, wanted.name), `${JSON.stringify(file, null, 2)}\n`, 0o600);
  return infoOf(file);
}

/** Every key on this machine, by name. */
export function listKeys(around: Surroundings): KeyInfo[] {
  const folder = keysFolder(around);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && isKeyName(name.slice(0, -5)));
  return names.sort().map((name) => infoOf(readKey(around, name.slice(0, -5))));
}

/** The public side of one key, found by its name or its fingerprint. */
export function findKey(around: Surroundings, nameOrFingerprint: string): KeyInfo {
  const found = listKeys(around).find((key) => key.name === nameOrFingerprint || key.fingerprint === nameOrFingerprint);
  return found ?? fail('no_such_thing', `There is no key named ${nameOrFingerprint} on this machine.`);
}

/** Opens a key for signing. */
export async function openKey(around: Surroundings, nameOrFingerprint: string, passphrase: string): Promise<SigningKey> {
  const info = findKey(around, nameOrFingerprint);
  if (info.revokedAt !== null) fail('key_refused', `The key ${info.name} was revoked and signs nothing any more.`);
  const publicBlob = blobOf(info);
  requireSound(publicBlob);
  const privateKey = await openSealedKey(readKey(around, info.name).sealed, passphrase, publicBlob);
  if (!ed25519Blob(publicPointOf(privateKey)).equals(publicBlob))
    fail('key_refused', `The two halves of the key ${info.name} do not belong together: its file was changed.`);
  return { info, privateKey, publicBlob };
}

/** The line by which somebody else says that they trust this key, for an `allowed_signers` file. */
export function allowedSignersLine(key: KeyInfo): string {
  return `${key.name} namespaces="${Object.values(namespaces).join(',')}" ${key.publicKey}`;
}

function keysFolder(around: Surroundings): string {
  return join(around.home, 'keys');
}

function pathOf(around: Surroundings, name: string): string {
  return join(keysFolder(around), `${name}.json`);
}

function readKey(around: Surroundings, name: string): KeyFile {
  const file = pathOf(around, name);
  try {
    return keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return fail('key_refused', 'This key file cannot be read or is damaged.', { file });
  }
}

function infoOf(file: KeyFile): KeyInfo {
  const created = parseIso(file.created)?.at ?? fail('key_refused', `The file of the key ${file.name} carries no time.`);
  const revoked = file.revoked === null ? null : (parseIso(file.revoked)?.at ?? created);
  return { name: file.name, fingerprint: file.fingerprint, publicKey: `${file.public} ${file.name}`, role: file.role, createdAt: created, revokedAt: revoked };
}

function blobOf(info: KeyInfo): Buffer {
  return Buffer.from(info.publicKey.split(' ')[1] ?? '', 'base64');
}

function requireSound(blob: Buffer): void {
  try {
    readPublicKey(blob);
  } catch (error) {
    if (error instanceof WireFault) fail('key_refused', `This key is refused: ${error.message}.`);
    throw error;
  }
}

/** The name is the principal in `allowed_signers`, where spaces, commas, `*`, `?` and `!` mean something else. */
function isKeyName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/.test(name) && isSafeSegment(name.replaceAll('@', '-'));
}

function requireName(name: string): void {
  if (!isKeyName(name))
    fail(
      'invalid_argument',
      'The name of a key is made of letters, digits, dots, dashes, underscores and @, at most 64: for example a.lindqvist or a@agency.example.',
    );
}
