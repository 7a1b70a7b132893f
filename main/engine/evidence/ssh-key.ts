/** Public keys in OpenSSH form: read strictly, refused where a signature by them would prove nothing. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { WireFault, WireReader, wireString } from './ssh-wire.ts';

export type PublicKeyType = 'ssh-ed25519' | 'ecdsa-sha2-nistp256' | 'ecdsa-sha2-nistp384' | 'ssh-rsa';

export interface PublicKey {
  readonly type: PublicKeyType;
  /** The key in wire form: what a fingerprint is taken of and what two keys are compared by. */
  readonly blob: Buffer;
  readonly key: KeyObject;
  /** RSA only: length of the modulus in bytes. */
  readonly modulusBytes: number;
}

/** Reads a public key in wire form. Throws `WireFault` with the reason. */
export function readPublicKey(blob: Uint8Array): PublicKey {
  const reader = new WireReader(blob);
  const type = reader.name();
  const done = (key: KeyObject, modulusBytes = 0) => ({ type: type as PublicKeyType, blob: Buffer.from(blob), key, modulusBytes });
  switch (type) {
    case 'ssh-ed25519': {
      const point = reader.string();
      reader.end();
      return done(ed25519Key(point));
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384': {
      const curve = reader.name();
      const point = reader.string();
      reader.end();
      if (`ecdsa-sha2-${curve}` !== type) throw new WireFault('the curve is not the one the key type names');
      return done(ecdsaKey(point, curve === 'nistp256' ? 'P-256' : 'P-384', curve === 'nistp256' ? 32 : 48));
    }
    case 'ssh-rsa': {
      const exponent = reader.positive();
      const modulus = reader.positive();
      reader.end();
      const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
      if (bits < 2048 || bits > 16_384) throw new WireFault(`an RSA key of ${bits} bits is refused: 2048 to 16384 are read`);
      if (exponent.length > 8 || ((exponent.at(-1) ?? 0) & 1) === 0 || (exponent.length === 1 && exponent[0] === 1))
        throw new WireFault('the RSA exponent is refused');
      return done(importKey({ kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') }), modulus.length);
    }
    default:
      throw new WireFault(`keys of type ${type.slice(0, 60)} are not read: ssh-ed25519, ecdsa-sha2-nistp256, ecdsa-sha2-nistp384 and ssh-rsa are`);
  }
}

/** `SHA256:…` as OpenSSH prints it. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** The wire form of an Ed25519 public key. */
export function ed25519Blob(point: Uint8Array): Buffer {
  return Buffer.concat([wireString('ssh-ed25519'), wireString(point)]);
}

/*
 * The seven y-coordinates (sign bit cleared) of points whose order divides eight, canonical and not; with the sign bit
 * they make 14 encodings. One signature by such a "key" verifies on any message, in OpenSSH and OpenSSL alike.
 */
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
]);

function ed25519Key(point: Buffer): KeyObject {
  if (point.length !== 32) throw new WireFault('an Ed25519 key has 32 bytes');
  const y = Buffer.from(point);
  y[31] = (y[31] ?? 0) & 0x7f;
  if (smallOrder.has(y.toString('hex'))) throw new WireFault('this Ed25519 key is of small order: a signature by it fits any message, so it is refused');
  if (y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff) && (y[0] ?? 0) >= 0xed)
    throw new WireFault('this Ed25519 key is not in its one proper form');
  return importKey({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') });
}

function ecdsaKey(point: Buffer, crv: string, size: number): KeyObject {
  if (point.length !== 1 + 2 * size || point[0] !== 4) throw new WireFault('the curve point is not in uncompressed form');
  return importKey({ kty: 'EC', crv, x: point.subarray(1, 1 + size).toString('base64url'), y: point.subarray(1 + size).toString('base64url') });
}

function importKey(jwk: Record<string, string>): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new WireFault('the numbers in it make no key');
  }
}
