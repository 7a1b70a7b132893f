import { describe, expect, it } from 'vitest';
import type { Micros } from '../../shared/time.ts';
import { lifeBar } from './life-bar.ts';

const hour = 3_600_000_000;
const clock = (20 * hour) as Micros;
const patch = (14 * hour) as Micros;
const bare = {
  issued: null,
  issuedInferred: false,
  expires: null,
  expiresInferred: false,
  ended: null,
  endedBy: '',
  first: null,
  last: null,
  lifetime: 'unknown',
  validity: [],
} as const;
const valid = { moment: 'now', at: clock, validity: 'valid', rule: 'no end recorded', inferred: false } as const;

describe('lifeBar', () => {
  it('draws nothing where nothing has a time', () => {
    expect(lifeBar(bare, clock, patch)).toBeNull();
  });

  it('ends a revoked key at its revocation, with a cross, and hatches from the patch on', () => {
    const bar = lifeBar({ ...bare, issued: 2 * hour, ended: 16 * hour, endedBy: 'revoked', lifetime: 'static' }, clock, patch);
    expect(bar).toMatchObject({
      start: { at: 2 * hour, basis: 'stated' },
      end: { at: 16 * hour, basis: 'stated' },
      word: 'revoked',
      cut: true,
      afterPatch: { from: patch, to: 16 * hour },
    });
  });

  it('says that an expiry was inferred', () => {
    const bar = lifeBar({ ...bare, issued: 10 * hour, expires: 11 * hour, expiresInferred: true }, clock, patch);
    expect(bar).toMatchObject({ end: { at: 11 * hour, basis: 'inferred' }, word: 'expired, inferred', cut: false, afterPatch: null });
  });

  it('does not run past the expiry when a later revocation is recorded', () => {
    const bar = lifeBar({ ...bare, issued: 10 * hour, expires: 11 * hour, ended: 16 * hour, endedBy: 'revoked' }, clock, patch);
    expect(bar).toMatchObject({ end: { at: 11 * hour }, word: 'expired', cut: false });
  });

  it('runs to the case clock while valid', () => {
    const bar = lifeBar({ ...bare, issued: 1 * hour, lifetime: 'static', validity: [valid] }, clock, patch);
    expect(bar).toMatchObject({ end: { at: clock, basis: 'open' }, word: 'valid now', afterPatch: { from: patch, to: clock } });
  });

  it('does not call valid after the patch what nobody can tell', () => {
    const unknown = { moment: 'patch', at: patch, validity: 'unknown', rule: 'no end recorded', inferred: false } as const;
    const bar = lifeBar({ ...bare, issued: 10 * hour, expires: 18 * hour, expiresInferred: true, validity: [unknown] }, clock, patch);
    expect(bar).toMatchObject({ afterPatch: null, doubt: { from: patch, to: 18 * hour } });
  });

  it('claims no validity after the last use when no record gives an end', () => {
    const bar = lifeBar({ ...bare, first: 9 * hour, last: 10 * hour, validity: [{ ...valid, validity: 'unknown' }] }, clock, patch);
    expect(bar).toMatchObject({ start: { at: 9 * hour, basis: 'silent' }, end: { at: 10 * hour, basis: 'silent' }, word: 'end not logged', afterPatch: null });
  });
});
