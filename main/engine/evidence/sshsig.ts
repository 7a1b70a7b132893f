/** OpenSSH signatures over files (PROTOCOL.sshsig, version 1): made with Ed25519, read with whatever `readPublicKey` reads. */
import { createHash, sign as cryptoSign, verify as cryptoVerify, type KeyObject } from 'node:crypto';
import { readPublicKey, type PublicKey } from './ssh-key.ts';
import { WireFault, WireReader, wireNumber, wireString } from './ssh-wire.ts';

/** What a signature is for; one made for one purpose is worth nothing for another. */
export const namespaces = { bundle: 'keyholder-bundle-v1', review: 'keyholder-review-v1', checkpoint: 'keyholder-checkpoint-v1' } as const;
export type Namespace = (typeof namespaces)[keyof typeof namespaces];

/** Nothing longer is read: the largest RSA signature there is needs a tenth of it. */
export const maxSignatureBytes = 64 * 1024;

export interface Signature {
  readonly publicKey: PublicKey;
  readonly namespace: string;
  readonly hash: 'sha256' | 'sha512';
  readonly algorithm: string;
  readonly value: Buffer;
}

export type ReadSignature = { readonly signature: Signature } | { readonly fault: string };

const magic = Buffer.from('SSHSIG', 'latin1');
const armour = /^-----BEGIN SSH SIGNATURE-----\n((?:[A-Za-z0-9+/]{1,76}={0,2}\n)+)-----END SSH SIGNATURE-----\n$/;

/** Reads an armoured signature. Whatever departs from the one grammar in a single byte is refused, with the reason. */
export function readSignature(bytes: Uint8Array): ReadSignature {
  if (bytes.length > maxSignatureBytes) return { fault: `it is longer than ${maxSignatureBytes} bytes` };
  try {
    return { signature: readBlob(dearmour(bytes)) };
  } catch (error) {
    if (error instanceof WireFault) return { fault: error.message };
    throw error;
  }
}

/** Whether the signature was made over exactly this message by the key it carries. Says nothing about whose key that is. */
export function checkSignature(signature: Signature, message: Uint8Array): boolean {
  const data = signedData(signature.namespace, signature.hash, message);
  const { publicKey, algorithm, value } = signature;
  switch (publicKey.type) {
    case 'ssh-ed25519':
      return cryptoVerify(null, data, publicKey.key, value);
    case 'ecdsa-sha2-nistp256':
      return cryptoVerify('sha256', data, { key: publicKey.key, dsaEncoding: 'ieee-p1363' }, value);
    case 'ecdsa-sha2-nistp384':
      return cryptoVerify('sha384', data, { key: publicKey.key, dsaEncoding: 'ieee-p1363' }, value);
    case 'ssh-rsa':
      return cryptoVerify(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', data, publicKey.key, value);
  }
}

/** Signs with an Ed25519 private key; the result is the text of a `.sshsig` file. The same input gives the same text. */
export function signMessage(privateKey: KeyObject, publicBlob: Uint8Array, namespace: Namespace, message: Uint8Array): string {
  const value = cryptoSign(null, signedData(namespace, 'sha512', message), privateKey);
  const blob = Buffer.concat([
    magic,
    wireNumber(1),
    wireString(publicBlob),
    wireString(namespace),
    wireString(''),
    wireString('sha512'),
    wireString(Buffer.concat([wireString('ssh-ed25519'), wireString(value)])),
  ]);
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return `-----BEGIN SSH SIGNATURE-----\n${lines.join('\n')}\n-----END SSH SIGNATURE-----\n`;
}

function signedData(namespace: string, hash: 'sha256' | 'sha512', message: Uint8Array): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([magic, wireString(namespace), wireString(''), wireString(hash), wireString(digest)]);
}

function dearmour(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes).toString('latin1');
  const body = armour.exec(text)?.[1];
  if (body === undefined) throw new WireFault('it is not an armoured SSH signature');
  const lines = body.trimEnd().split('\n');
  if (lines.slice(0, -1).some((line) => line.length !== lines[0]?.length)) throw new WireFault('its lines are not of one length');
  const joined = lines.join('');
  const blob = Buffer.from(joined, 'base64');
  if (blob.toString('base64') !== joined) throw new WireFault('its base64 is not in its one proper form');
  return blob;
}

function readBlob(blob: Buffer): Signature {
  const reader = new WireReader(blob);
  if (!reader.raw(6).equals(magic)) throw new WireFault('it does not begin with SSHSIG');
  if (reader.number() !== 1) throw new WireFault('its version is not 1');
  const publicKey = readPublicKey(reader.string());
  const namespace = reader.name();
  if (reader.string().length !== 0) throw new WireFault('its reserved field is not empty');
  const hash = reader.name();
  if (hash !== 'sha256' && hash !== 'sha512') throw new WireFault('its hash is neither sha256 nor sha512');
  const inner = new WireReader(reader.string());
  reader.end();
  const algorithm = inner.name();
  const value = readValue(publicKey, algorithm, inner.string());
  inner.end();
  return { publicKey, namespace, hash, algorithm, value };
}

function readValue(publicKey: PublicKey, algorithm: string, bytes: Buffer): Buffer {
  const fits = publicKey.type === 'ssh-rsa' ? algorithm === 'rsa-sha2-256' || algorithm === 'rsa-sha2-512' : algorithm === publicKey.type;
  if (!fits) throw new WireFault('the signature algorithm does not fit the key');
  if (publicKey.type === 'ssh-ed25519' && bytes.length !== 64) throw new WireFault('an Ed25519 signature has 64 bytes');
  if (publicKey.type === 'ssh-rsa' && bytes.length !== publicKey.modulusBytes) throw new WireFault('the signature is not as long as the key');
  if (publicKey.type === 'ssh-ed25519' || publicKey.type === 'ssh-rsa') return bytes;
  const size = publicKey.type === 'ecdsa-sha2-nistp256' ? 32 : 48;
  const numbers = new WireReader(bytes);
  const [r, s] = [numbers.positive(), numbers.positive()];
  numbers.end();
  if (r.length > size || s.length > size) throw new WireFault('a number of the signature is too large');
  return Buffer.concat([Buffer.alloc(size - r.length), r, Buffer.alloc(size - s.length), s]);
}
