/** How a private key lies on disk: under a passphrase, through scrypt and AES-256-GCM. */
import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, scrypt, type KeyObject } from 'node:crypto';
import { fail } from '../../../shared/problems.ts';

export interface SealedKey {
  readonly kdf: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly cipher: 'aes-256-gcm';
  readonly nonce: string;
  readonly tag: string;
  readonly data: string;
}

/** 128 MiB and about half a second for each guess. */
const cost = { n: 2 ** 17, r: 8, p: 1 } as const;

/** Seals the 32 bytes of an Ed25519 private key; `about` (the public key) is bound to it. */
export async function sealKey(seed: Uint8Array, passphrase: string, about: Uint8Array, random: (length: number) => Uint8Array): Promise<SealedKey> {
  const salt = random(32);
  const nonce = random(12);
  const key = await stretch(passphrase, salt, cost);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(about);
  const data = Buffer.concat([cipher.update(seed), cipher.final()]);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
  return { kdf: 'scrypt', ...cost, salt: text(salt), cipher: 'aes-256-gcm', nonce: text(nonce), tag: text(cipher.getAuthTag()), data: text(data) };
}

/** The private key; `passphrase_wrong` where the passphrase does not open it. */
export async function openSealedKey(sealed: SealedKey, passphrase: string, about: Uint8Array): Promise<KeyObject> {
  if (sealed.n > 2 ** 20 || sealed.r > 32 || sealed.p > 16)
    fail('key_refused', 'The key file asks for more work than this program does: it was not made by it.');
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const key = await stretch(passphrase, bytes(sealed.salt), sealed);
  const cipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.nonce), { authTagLength: 16 });
  try {
    cipher.setAAD(about);
    cipher.setAuthTag(bytes(sealed.tag));
    return privateKeyOf(Buffer.concat([cipher.update(bytes(sealed.data)), cipher.final()]));
  } catch {
    return fail('passphrase_wrong', 'The passphrase does not open this key.');
  }
}

/** PKCS #8 of an Ed25519 key is this prefix and the 32 bytes (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 private key from its 32 bytes. */
export function privateKeyOf(seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of the public key. */
export function publicPointOf(privateKey: KeyObject): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** Passphrases are compared as the person sees them, whatever keyboard or system typed them: NFKC. */
function stretch(passphrase: string, salt: Uint8Array, { n, r, p }: { readonly n: number; readonly r: number; readonly p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N: n, r, p, maxmem: 256 * n * r }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
