import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesList, readAllowedSigners, trustOf } from './allowed-signers.ts';
import { privateKeyOf, publicPointOf } from './key-seal.ts';
import { ed25519Blob, readPublicKey } from './ssh-key.ts';

const blob = ed25519Blob(publicPointOf(privateKeyOf(Buffer.alloc(32, 7))));
const key = readPublicKey(blob);
const text = `ssh-ed25519 ${blob.toString('base64')}`;
const june = Date.UTC(2026, 5, 15);

function trust(line: string, namespace = 'keyholder-bundle-v1', now = june): string {
  const found = trustOf(readAllowedSigners(line), key, namespace, now);
  return 'reason' in found ? found.reason : found.principal;
}

describe('an allowed_signers file', () => {
  it('names who is trusted', () => {
    expect(trust(`# from our records\n\nanna@agency ${text} a comment\n`)).toBe('anna@agency');
    expect(trust(`"anna b" namespaces="keyholder-bundle-v1,other" ${text}\r\n`)).toBe('anna b');
    expect(trust('')).toMatch('not in the signers file');
  });

  it('limits a key to purposes', () => {
    expect(trust(`anna namespaces="keyholder-*" ${text}`)).toBe('anna');
    expect(trust(`anna namespaces="keyholder-*,!keyholder-bundle-v1" ${text}`)).toMatch('does not allow');
    expect(trust(`anna namespaces="keyholder-review-v1" ${text}`)).toMatch('does not allow this key to sign as keyholder-bundle-v1');
  });

  it('limits a key to a time', () => {
    expect(trust(`anna valid-after="20260601Z",valid-before="20260701Z" ${text}`)).toBe('anna');
    expect(trust(`anna valid-after="20260616Z" ${text}`)).toMatch('later time');
    expect(trust(`anna valid-before="20260614235959Z" ${text}`)).toMatch('earlier time');
  });

  it('trusts nobody by a line that it cannot use, and says why', () => {
    const unusable = [
      [`anna cert-authority ${text}`, /certificate authorities/],
      [`anna verify-required ${text}`, /not known/],
      [`anna valid-after="soon" ${text}`, /not of the form/],
      [`anna ${text.slice(0, -3)}`, /base64|early/],
      ['anna', /form/],
      [`anna ssh-rsa ${blob.toString('base64')}`, /type/],
      [`anna namespaces="a",namespaces="b" ${text}`, /twice/],
      [`anna ssh-ed25519 ${ed25519Blob(Buffer.from('01'.padEnd(64, '0'), 'hex')).toString('base64')}`, /small order/],
    ] as const;
    for (const [line, words] of unusable) {
      const read = readAllowedSigners(line);
      expect(read.signers, line).toEqual([]);
      expect(read.remarks[0], line).toMatch(words);
      expect(read.remarks[0]).toMatch('line 1');
    }
  });

  it('never trips over random text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (noise) => readAllowedSigners(`${noise}\nanna ${noise} ${text}`).signers.length <= 2));
  });

  it('matches patterns as OpenSSH does', () => {
    expect(matchesList('*', 'anna')).toBe(true);
    expect(matchesList('a*a', 'anna')).toBe(true);
    expect(matchesList('a?na', 'anna')).toBe(true);
    expect(matchesList('a?na', 'ana')).toBe(false);
    expect(matchesList('*n*n*', 'anna')).toBe(true);
    expect(matchesList('b*,!anna', 'anna')).toBe(false);
    expect(matchesList('', 'anna')).toBe(false);
  });
});
