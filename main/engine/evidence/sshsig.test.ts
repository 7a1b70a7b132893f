import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { privateKeyOf, publicPointOf } from './key-seal.ts';
import { ed25519Blob, readPublicKey } from './ssh-key.ts';
import { checkSignature, namespaces, readSignature, signMessage } from './sshsig.ts';
import { wireNumber, wireString } from './ssh-wire.ts';

const message = Buffer.from('94d2  bagit.txt\n');
const privateKey = privateKeyOf(Buffer.alloc(32, 7));
const blob = ed25519Blob(publicPointOf(privateKey));
const ours = signMessage(privateKey, blob, namespaces.bundle, message);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-sshsig-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verdictOf(text: string | Uint8Array, over: Uint8Array = message): string {
  const read = readSignature(typeof text === 'string' ? Buffer.from(text) : text);
  return 'fault' in read ? read.fault : checkSignature(read.signature, over) ? 'valid' : 'invalid';
}

describe('a signature of ours', () => {
  it('is read back as valid, over this message only', () => {
    expect(verdictOf(ours)).toBe('valid');
    expect(verdictOf(ours, Buffer.from('94d2  bagit.txt'))).toBe('invalid');
  });

  it('is accepted by ssh-keygen, for its namespace only', () => {
    const [signers, signature] = [join(folder, 'allowed_signers'), join(folder, 'ours.sshsig')];
    writeFileSync(signers, `anna namespaces="keyholder-bundle-v1" ssh-ed25519 ${blob.toString('base64')}\n`);
    writeFileSync(signature, ours);
    expect(execFileSync('ssh-keygen', ['-Y', 'find-principals', '-f', signers, '-s', signature], { encoding: 'utf8' }).trim()).toBe('anna');
    const verify = (namespace: string, input: Uint8Array) =>
      spawnSync('ssh-keygen', ['-Y', 'verify', '-f', signers, '-I', 'anna', '-n', namespace, '-s', signature], { input }).status;
    expect(verify(namespaces.bundle, message)).toBe(0);
    expect(verify(namespaces.review, message)).not.toBe(0);
    expect(verify(namespaces.bundle, Buffer.from('other'))).not.toBe(0);
  });

  it('is refused when any one byte of it is changed', () => {
    const bytes = Buffer.from(ours);
    for (const at of bytes.keys()) {
      for (const flip of [0x01, 0x20, 0x80]) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(verdictOf(changed), `byte ${at}`).not.toBe('valid');
      }
    }
  });
});

describe('signatures of ssh-keygen', () => {
  const kinds = [
    ['ed25519', []],
    ['ecdsa', ['-b', '256']],
    ['ecdsa', ['-b', '384']],
    ['rsa', ['-b', '2048']],
    ['rsa', ['-b', '3072']],
  ] as const;
  it.each(kinds)('by an %s key %j are read', (kind, more) => {
    const key = join(folder, `${kind}${more[1] ?? ''}`);
    execFileSync('ssh-keygen', ['-q', '-t', kind, ...more, '-N', '', '-C', 'test', '-f', key]);
    for (const hash of ['sha256', 'sha512']) {
      const text = execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', key, '-n', namespaces.bundle, '-O', `hashalg=${hash}`], {
        input: message,
        encoding: 'utf8',
      });
      expect(verdictOf(text)).toBe('valid');
      expect(verdictOf(text, Buffer.from('other'))).toBe('invalid');
      const read = readSignature(Buffer.from(text));
      expect(read).toMatchObject({ signature: { hash, namespace: namespaces.bundle } });
      expect('signature' in read && read.signature.publicKey.blob.toString('base64')).toBe(readFileSync(`${key}.pub`, 'utf8').split(' ')[1]);
    }
  });

  it('by a short RSA key or a curve that is not listed are refused in words', () => {
    for (const [kind, bits, words] of [
      ['rsa', '1024', /1024 bits/],
      ['ecdsa', '521', /nistp521/],
    ] as const) {
      const key = join(folder, `${kind}${bits}`);
      execFileSync('ssh-keygen', ['-q', '-t', kind, '-b', bits, '-N', '', '-f', key]);
      const text = execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', key, '-n', namespaces.bundle], { input: message, encoding: 'utf8' });
      expect(verdictOf(text)).toMatch(words);
    }
  });
});

describe('keys that prove nothing', () => {
  const ys = [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  ];
  const points = ys.flatMap((hex) =>
    [0, 0x80].map((sign) => {
      const point = Buffer.from(hex, 'hex');
      point[31] = (point[31] ?? 0) | sign;
      return point;
    }),
  );

  it('are refused: all fourteen encodings of small order', () => {
    expect(new Set(points.map((point) => point.toString('hex'))).size).toBe(14);
    for (const point of points) expect(() => readPublicKey(ed25519Blob(point))).toThrow('small order');
  });

  it('are refused in a signature that OpenSSL itself takes for valid on any message', () => {
    const identity = Buffer.from('01'.padEnd(64, '0'), 'hex');
    const forged = Buffer.concat([identity, Buffer.alloc(32)]);
    const whole = Buffer.concat([
      Buffer.from('SSHSIG'),
      wireNumber(1),
      wireString(ed25519Blob(identity)),
      wireString(namespaces.bundle),
      wireString(''),
      wireString('sha512'),
      wireString(Buffer.concat([wireString('ssh-ed25519'), wireString(forged)])),
    ]);
    const text = `-----BEGIN SSH SIGNATURE-----\n${(whole.toString('base64').match(/.{1,70}/g) ?? []).join('\n')}\n-----END SSH SIGNATURE-----\n`;
    expect(verdictOf(text)).toMatch('small order');
  });

  it('leave sound keys alone', () => {
    for (let round = 0; round < 50; round += 1) {
      const { publicKey } = generateKeyPairSync('ed25519');
      expect(readPublicKey(ed25519Blob(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'))).type).toBe('ssh-ed25519');
    }
  });
});

describe('the reader of signatures', () => {
  it('neither accepts nor trips over random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => verdictOf(bytes) !== 'valid'),
      { numRuns: 2000 },
    );
  });

  it('neither accepts nor trips over random bytes in armour', () => {
    const wrap = (bytes: Uint8Array) =>
      `-----BEGIN SSH SIGNATURE-----\n${(
        Buffer.from(bytes)
          .toString('base64')
          .match(/.{1,70}/g) ?? []
      ).join('\n')}\n-----END SSH SIGNATURE-----\n`;
    const inner = Buffer.from(ours.split('\n').slice(1, -2).join(''), 'base64');
    expect(verdictOf(wrap(inner))).toBe('valid');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => verdictOf(wrap(Buffer.concat([Buffer.from('SSHSIG\0\0\0\x01'), bytes]))) !== 'valid'),
      { numRuns: 1000 },
    );
    const cuts = fc.tuple(fc.nat(inner.length), fc.nat(inner.length), fc.uint8Array({ maxLength: 8 }));
    fc.assert(
      fc.property(cuts, ([from, to, put]) => {
        const changed = Buffer.concat([inner.subarray(0, Math.min(from, to)), put, inner.subarray(Math.max(from, to))]);
        return changed.equals(inner) || verdictOf(wrap(changed)) !== 'valid';
      }),
      { numRuns: 2000 },
    );
  });

  it('reads nothing longer than 64 KiB and nothing with bytes around it', () => {
    expect(verdictOf(Buffer.alloc(64 * 1024 + 1, 65))).toMatch('longer than');
    for (const text of [`${ours}\n`, ` ${ours}`, ours.trimEnd(), ours.replaceAll('\n', '\r\n'), `${ours}${ours}`]) expect(verdictOf(text)).toMatch('armoured');
  });
});
