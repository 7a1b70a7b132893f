import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTrail, makeTrailKey, publicKeysOf, sha256, type MadeFile } from '../../../../test/support/signed-trail.ts';
import { parseDigest, type KeptDigest } from './digest.ts';
import type { SeenContents } from './judge-logs.ts';
import { parsePublicKeys } from './public-keys.ts';
import { dataToSign } from './signature.ts';
import { verifyCloudTrail, type CloudTrailVerdict } from './verify.ts';

const key = makeTrailKey();
const trail = makeTrail(key);
const keys = parsePublicKeys(Buffer.from(trail.publicKeys), 'keys.json');

/** Checks files in the order in which they are given. */
function check(digests: readonly MadeFile[], logs: readonly MadeFile[], under = keys): CloudTrailVerdict {
  const files = [...digests, ...logs].map((file, item) => ({ file, item, hash: sha256(file.text) }));
  const kept = files.flatMap(({ file, item, hash }): KeptDigest[] => {
    const digest = parseDigest(file.text);
    return digest ? [{ digest, sha256: hash, item, label: file.name }] : [];
  });
  return verifyCloudTrail(
    kept,
    files.map(({ file, item, hash }): SeenContents => ({ item, label: file.name, sha256: hash })),
    under,
  );
}

function standings({ chains }: CloudTrailVerdict): { digests: string; logs: string } {
  return {
    digests: chains.flatMap((chain) => chain.digests.map((one) => one.standing)).join(' '),
    logs: chains.flatMap((chain) => chain.logs.map((one) => one.standing)).join(' '),
  };
}

const changed = (file: MadeFile, from: string | RegExp, to: string): MadeFile => {
  const text = file.text.replace(from, to);
  if (text === file.text) throw new Error('nothing was changed');
  return { ...file, text };
};
const swap = (list: readonly MadeFile[], at: number, file: MadeFile): MadeFile[] => list.map((one, index) => (index === at ? file : one));
const without = (list: readonly MadeFile[], at: number): MadeFile[] => list.filter((_, index) => index !== at);
const digestWhy = (verdict: CloudTrailVerdict, at: number): string => verdict.chains[0]!.digests[at]!.why;

describe('CloudTrail digests', () => {
  it('prove all but the newest, whose signature is not in any file', () => {
    const verdict = check(trail.digests, trail.logs);
    expect(standings(verdict)).toEqual({ digests: 'verified verified verified unproven', logs: 'verified verified verified' });
    expect(digestWhy(verdict, 3)).toContain('x-amz-meta-signature');
    expect(verdict).toMatchObject({
      unlisted: [],
      spoilt: [],
      chains: [{ account: '111122223333', region: 'eu-west-1', trail: 'main', backfill: false, gaps: [], missing: [] }],
    });
    expect(verdict.chains[0]!.notes[0]).toContain('starting digest');
  });

  it('say the same in whatever order they come', () => {
    const whole = standings(check(trail.digests, trail.logs));
    fc.assert(
      fc.property(fc.shuffledSubarray(trail.digests, { minLength: 4 }), fc.shuffledSubarray(trail.logs, { minLength: 3 }), (digests, logs) => {
        expect(standings(check(digests, logs))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('notice any changed byte of a signed digest, and never call it verified', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.nat(), fc.integer({ min: 1, max: 127 }), (which, where, mask) => {
        const file = trail.digests[which]!;
        const at = where % file.text.length;
        const text = file.text.slice(0, at) + String.fromCharCode(file.text.charCodeAt(at) ^ mask) + file.text.slice(at + 1);
        const verdict = check(swap(trail.digests, which, { ...file, text }), trail.logs);
        const all = verdict.chains.flatMap((chain) => chain.digests.map((one) => ({ text: one.sha256, standing: one.standing })));
        expect(all.find((one) => one.text === sha256(text))?.standing).not.toBe('verified');
        const told =
          verdict.chains.flatMap((chain) => [...chain.digests.filter((one) => one.standing === 'failed'), ...chain.spoilt, ...chain.missing]).length +
          verdict.spoilt.length;
        expect(told).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('tell which of two was changed where the later one is proven', () => {
    const verdict = check(swap(trail.digests, 1, changed(trail.digests[1]!, '{"awsAccountId"', '{ "awsAccountId"')), trail.logs);
    expect(standings(verdict)).toEqual({ digests: 'verified failed verified unproven', logs: 'verified unproven verified' });
    expect(digestWhy(verdict, 1)).toContain('this digest was changed');
  });

  it('do not say which of two was changed where nothing proves the later one', () => {
    const newest = changed(trail.digests[3]!, /"previousDigestHashValue":"[0-9a-f]{4}/, '"previousDigestHashValue":"0000');
    const altered = changed(trail.digests[2]!, '{"awsAccountId"', '{ "awsAccountId"');
    expect(digestWhy(check(swap(trail.digests, 2, altered), trail.logs), 2)).toContain('one of the two was changed');
    const verdict = check(swap(trail.digests, 3, newest), trail.logs);
    // The signature in it still proves the digest before: then it is the newest that lies.
    expect(standings(verdict).digests).toBe('verified verified verified failed');
    expect(digestWhy(verdict, 3)).toContain('which is verified: this digest was changed or forged');
  });

  it('find a signature that was changed', () => {
    const verdict = check(
      swap(trail.digests, 3, changed(trail.digests[3]!, /"previousDigestSignature":"[0-9a-f]{8}/, '"previousDigestSignature":"00000000')),
      trail.logs,
    );
    expect(standings(verdict).digests).toBe('verified verified failed unproven');
    expect(digestWhy(verdict, 2)).toContain('Its signature is not valid');
    expect(digestWhy(verdict, 3)).toContain('does not fit that file');
  });

  it('find a missing digest, the hours without one, and what it leaves unproven', () => {
    const verdict = check(without(trail.digests, 1), trail.logs);
    expect(standings(verdict)).toEqual({ digests: 'unproven verified unproven', logs: 'unproven verified' });
    expect(verdict.chains[0]).toMatchObject({ missing: [{ object: trail.digests[1]!.object }], gaps: [{ why: expect.stringContaining('missing') as string }] });
    expect(verdict.unlisted).toMatchObject([{ label: trail.logs[1]!.name, why: expect.stringContaining('No digest of the case covers') as string }]);
  });

  it('say that a chain began before what is in the case, which is no missing digest', () => {
    const verdict = check(without(trail.digests, 0), trail.logs);
    expect(verdict.chains[0]).toMatchObject({ missing: [], gaps: [] });
    expect(verdict.chains[0]!.notes[0]).toContain('began before');
  });

  it('tell a pause of validation from a missing digest', () => {
    const paused = makeTrail(key, 4, 2);
    const verdict = check(paused.digests, paused.logs);
    expect(standings(verdict).digests).toBe('verified unproven verified unproven');
    expect(verdict.chains[0]).toMatchObject({ missing: [], gaps: [{ why: expect.stringContaining('validation was off') as string }] });
    expect(verdict.chains[0]!.notes.join(' ')).toContain('Validation began anew at 2026-03-05T16:00:00.000Z');
  });

  it('do not let two files be one digest', () => {
    const forged = changed(trail.digests[3]!, '"logFiles":[]', '"logFiles":[ ]');
    const verdict = check([...trail.digests, forged], trail.logs);
    expect(verdict.chains[0]!.digests.filter((one) => one.standing === 'failed').map((one) => one.why)).toEqual([
      expect.stringContaining('says that it is this very digest'),
      expect.stringContaining('says that it is this very digest'),
    ]);
  });

  it('are not believed under another key, nor without one', () => {
    const other = parsePublicKeys(Buffer.from(publicKeysOf([makeTrailKey()])), 'other.json');
    expect(standings(check(trail.digests, trail.logs, other))).toEqual({ digests: 'unproven unproven unproven unproven', logs: 'unproven unproven unproven' });
    const none = check(trail.digests, trail.logs, []);
    expect(standings(none).digests).not.toContain('verified');
    expect(digestWhy(none, 0)).toContain('was not given');
    const early = parsePublicKeys(Buffer.from(publicKeysOf([key], '2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z')), 'early.json');
    expect(digestWhy(check(trail.digests, trail.logs, early), 0)).toContain('was not in use at that time');
  });

  it('of backfill form a chain of their own, may leave hours out, and are signed when they are written', () => {
    const backfill = makeTrail(key, 4, 2, '_backfill');
    const later = parsePublicKeys(Buffer.from(publicKeysOf([key], '2026-03-20T00:00:00Z')), 'later.json');
    const verdict = check([...trail.digests, ...backfill.digests], trail.logs, later);
    expect(verdict.chains.map((chain) => [chain.backfill, chain.gaps.length, chain.digests.map((one) => one.standing).join(' ')])).toEqual([
      [false, 0, 'unproven unproven unproven unproven'],
      [true, 0, 'verified unproven verified unproven'],
    ]);
  });

  it('fail when the whole chain was made anew with a key of the forger, who can only leave CloudTrail’s fingerprint in it', () => {
    const forger = { ...makeTrailKey(), fingerprint: key.fingerprint };
    const forged = makeTrail(forger);
    expect(standings(check(forged.digests, forged.logs)).digests).toBe('failed failed failed unproven');
  });

  it('survive pointers that go round in a circle', () => {
    const first = changed(
      changed(trail.digests[0]!, '"previousDigestS3Object":null', `"previousDigestS3Object":"${trail.digests[1]!.object}"`),
      '"previousDigestS3Bucket":null',
      '"previousDigestS3Bucket":"example-trail"',
    );
    expect(standings(check([first, trail.digests[1]!], [])).digests).toBe('failed failed');
  });
});

describe('log files', () => {
  it('that were changed are named', () => {
    const verdict = check(trail.digests, swap(trail.logs, 1, changed(trail.logs[1]!, 'ListBuckets', 'ListBuckett')));
    expect(verdict.chains[0]!.logs[1]).toMatchObject({
      standing: 'failed',
      object: trail.logs[1]!.object,
      why: expect.stringContaining('changed after delivery') as string,
    });
    expect(standings(verdict).logs).toBe('verified failed verified');
    expect(verdict.unlisted).toEqual([]);
  });

  it('are known under another name, and missed when they are not there', () => {
    const verdict = check(trail.digests, [{ ...trail.logs[0]!, name: 'renamed.json' }, trail.logs[2]!]);
    expect(standings(verdict).logs).toBe('verified missing verified');
  });

  it('that no digest lists are named, also among hours that have one', () => {
    const planted = { ...changed(trail.logs[0]!, 'ListBuckets', 'DeleteBucket'), name: trail.logs[0]!.name.replace('Example0', 'Planted') };
    const verdict = check(trail.digests, [...trail.logs, planted, { ...planted, name: 'export.json', text: `${planted.text} ` }]);
    expect(verdict.unlisted).toMatchObject([
      { label: planted.name, why: expect.stringContaining('cover the time of its delivery and do not list it') as string },
      { label: 'export.json', why: expect.stringContaining('not for other exports') as string },
    ]);
  });
});

describe('public keys', () => {
  it('are read as each version of the command line prints them', () => {
    // The example in the reference of the command line.
    const value =
      'MIIBCgKCAQEAlSS3cl92HDycr/MTj0moOhas8habjrraXw+KzlWF0axSI2tcF+3iJ9BKQAVSKxGwxwu3m0wG3J+kUl1xboEcEPHYoIYMbgfSw7KGnuDKwkLzsQWhUJ0cIbOHASox1vv/5fNXkrHhGbDCHeVXm804c83nvHUEFYThr1PfyP/8HwrCtR3FX5OANtQCP61C1nJtSSkC8JSQUOrIP4CuwJjc+4WGDk+BGH5m9iuiAKkipEHWmUl8/P7XpfpWQuk4h8g3pXZOrNXr08lbh4d39svj7UqdhvOXoBISp9t/EXYuePGEtBdrKD9Dz+VHwyUPtBQvYr9BnkF88qBnaPNhS44rzwIDAQAB';
    const listing = (from: unknown) =>
      JSON.stringify({ PublicKeyList: [{ Value: value, Fingerprint: '7f3f401420072e50a65a141430817ab3', ValidityStartTime: from, ValidityEndTime: from }] });
    for (const from of [1453076702, '1453076702.0', '2016-01-18T00:25:02+00:00', '2016-01-18T02:25:02+02:00'])
      expect(parsePublicKeys(Buffer.from(listing(from)), 'k')[0]).toMatchObject({ from: 1453076702_000_000, to: 1453076702_000_000 });
    expect(parsePublicKeys(Buffer.from(`\ufeff${listing('')}`, 'utf16le'), 'k')[0]).toMatchObject({ from: null });
  });

  it('are refused when they are none, or another than their fingerprint says', () => {
    const bad = (text: string) => () => parsePublicKeys(Buffer.from(text), 'k');
    expect(bad('{}')).toThrow('holds no public keys');
    expect(bad('')).toThrow('holds no public keys');
    expect(bad(publicKeysOf([{ ...makeTrailKey(), fingerprint: key.fingerprint }]))).toThrow('is another one');
    const text = Buffer.from('no key');
    expect(bad(publicKeysOf([{ ...key, value: text.toString('base64'), fingerprint: 'f1e8a98c4f1d57b5d0e7d5a1c3b2f0aa' }]))).toThrow('is another one');
  });
});

it('signs what the document says', () => {
  const digest = parseDigest(trail.digests[0]!.text)!;
  expect(dataToSign({ digest, sha256: 'ab', item: 1, label: '' }).split('\n')).toEqual([
    '2026-03-05T10:00:00Z',
    `example-trail/${trail.digests[0]!.object}`,
    'ab',
    'null',
  ]);
});

it('never throws on whatever claims to be a digest', () => {
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => parseDigest(text) === null));
});
