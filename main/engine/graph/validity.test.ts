import { describe, expect, it } from 'vitest';
import { at, keys, ordinaryWork, runner, story } from '../../../test/support/runner-story.ts';
import { worldInMemory, type MadeWorld } from '../../../test/support/world-builder.ts';
import type { Micros } from '../../../shared/time.ts';
import { credentialIds } from '../store/graph-names.ts';
import { livesOf, type Life } from './life.ts';
import { validityAt, type ValidityVerdict } from './validity.ts';

function lifeIn(world: MadeWorld, key: string): Life {
  const db = worldInMemory(world);
  const [id] = credentialIds(db, [key]);
  return livesOf(db, [id as number]).get(id as number) as Life;
}
const verdict = (world: MadeWorld, key: string, hours: number): ValidityVerdict => validityAt(lifeIn(world, key), at(hours) as Micros);
const deploy = 'aws:111111111111:role/deploy';
const user = 'aws:111111111111:user/pat';
const password = 'password:111111111111:user/pat';

describe('validityAt', () => {
  it('says not issued, valid and expired by the record of a session', () => {
    expect(verdict(story, keys.third, 10).validity).toBe('not_issued');
    expect(verdict(story, keys.third, 11.5)).toMatchObject({ validity: 'valid', inferred: false });
    expect(verdict(story, keys.third, 14)).toMatchObject({ validity: 'expired', inferred: false });
  });

  it('ends a chained session without a recorded expiry after one hour, and says that it is inferred', () => {
    expect(verdict(story, keys.second, 11.4)).toMatchObject({ validity: 'unknown' });
    const dead = verdict(story, keys.second, 11.6);
    expect(dead).toMatchObject({ validity: 'expired', inferred: true });
    expect(dead.rule).toContain('at most 1 h');
  });

  it('ends a session of a role after twelve hours at most, of GetSessionToken after thirty-six', () => {
    const world: MadeWorld = {
      ...story,
      facts: [],
      derivations: [
        { method: 'AssumeRoleWithWebIdentity', at: at(1), by: runner, child: 'session:ASIAROLE', as: deploy },
        { method: 'GetSessionToken', at: at(1), with: keys.static, child: 'session:ASIATOKEN' },
      ],
    };
    expect(verdict(world, 'session:ASIAROLE', 12.9).validity).toBe('unknown');
    expect(verdict(world, 'session:ASIAROLE', 13.1)).toMatchObject({ validity: 'expired', inferred: true });
    expect(verdict(world, 'session:ASIATOKEN', 13.1).validity).toBe('unknown');
    expect(verdict(world, 'session:ASIATOKEN', 37.1).validity).toBe('expired');
  });

  it('takes a use that was accepted later as proof for the time between', () => {
    expect(verdict(story, keys.static, 14)).toMatchObject({ validity: 'valid', inferred: false });
    expect(verdict(story, keys.static, 14).rule).toContain('In use before and after');
  });

  it('knows a deactivated key, and one that was activated again', () => {
    expect(verdict(story, keys.static, 16.05)).toMatchObject({ validity: 'valid', inferred: true });
    expect(verdict(story, keys.static, 16.2)).toMatchObject({ validity: 'revoked', inferred: false });
    const again: MadeWorld = { ...story, facts: [...(story.facts ?? []), { credential: keys.static, what: 'activated', at: at(17) }] };
    expect(verdict(again, keys.static, 16.2).validity).toBe('revoked');
    expect(verdict(again, keys.static, 17.2).validity).toBe('valid');
  });

  it('kills sessions issued before a revocation and no later ones', () => {
    const revoked: MadeWorld = { ...story, revocations: [{ identity: deploy, before: at(9.8), at: at(9.9) }] };
    expect(verdict(revoked, keys.others, 9.85).validity).toBe('valid');
    expect(verdict({ ...revoked, events: ordinaryWork(1) }, keys.others, 10).validity).toBe('revoked');
    expect(verdict(revoked, keys.first, 10.2).validity).toBe('valid');
  });

  it('says when records contradict each other', () => {
    const revoked: MadeWorld = { ...story, revocations: [{ identity: deploy, before: at(9.8), at: at(9.9) }] };
    expect(verdict(revoked, keys.others, 10)).toMatchObject({ validity: 'valid' });
    expect(verdict(revoked, keys.others, 10).rule).toContain('contradict');
  });

  it('does not end a session because its parent key was deleted, and says so', () => {
    const world: MadeWorld = {
      ...story,
      derivations: [{ method: 'GetSessionToken', at: at(15), with: keys.static, child: 'session:ASIATOKEN' }],
      facts: [
        { credential: keys.static, what: 'deleted', at: at(16) },
        { credential: 'session:ASIATOKEN', what: 'issued', at: at(15) },
        { credential: 'session:ASIATOKEN', what: 'expires', at: at(27) },
      ],
    };
    const alive = verdict(world, 'session:ASIATOKEN', 17);
    expect(alive.validity).toBe('valid');
    expect(alive.rule).toContain('does not end sessions minted from it');
  });

  it('takes the word of a milestone about a credential', () => {
    const world: MadeWorld = {
      ...story,
      milestones: [...(story.milestones ?? []), { kind: 'credential_rotated', at: at(18), credential: keys.static }],
      facts: [],
    };
    expect(verdict(world, keys.static, 19).validity).toBe('superseded');
  });

  it('takes no use after a key was switched on again for a use while it was off', () => {
    const world: MadeWorld = {
      events: [5, 10, 18].map((hours) => ({ at: at(hours), identity: user, credential: keys.static })),
      facts: [
        { credential: keys.static, what: 'deactivated', at: at(12) },
        { credential: keys.static, what: 'activated', at: at(16) },
      ],
    };
    expect(verdict(world, keys.static, 14)).toMatchObject({ validity: 'revoked', inferred: false });
    expect(verdict(world, keys.static, 14).rule).not.toContain('contradict');
    expect(verdict(world, keys.static, 17).validity).toBe('valid');
  });

  it('knows that a password which was deleted lives again when one is set again', () => {
    const world: MadeWorld = {
      events: ordinaryWork(1),
      facts: [
        { credential: password, what: 'issued', at: at(1) },
        { credential: password, what: 'deleted', at: at(5) },
        { credential: password, what: 'issued', at: at(9) },
      ],
    };
    expect(verdict(world, password, 6).validity).toBe('revoked');
    expect(verdict(world, password, 10)).toMatchObject({ validity: 'valid' });
    expect(verdict(world, password, 10).rule).toContain('Issued again');
  });

  it('says that a use after a reset was with the new secret', () => {
    const world: MadeWorld = {
      events: [2, 14].map((hours) => ({ at: at(hours), identity: user, credential: password })),
      holdings: [{ identity: 'aws:111111111111:user/admin', credential: password, basis: 'issued', from: at(10) }],
      facts: [{ credential: password, what: 'rotated', at: at(10) }],
    };
    const dead = verdict(world, password, 12);
    expect(dead.validity).toBe('superseded');
    expect(dead.rule).not.toContain('contradict');
    expect(dead.rule).toContain('new secret');
  });

  it('does not call a session that was used before its recorded issue not issued', () => {
    const world: MadeWorld = {
      events: [{ at: at(10), identity: deploy, credential: 'session:ASIASKEW' }],
      facts: [{ credential: 'session:ASIASKEW', what: 'issued', at: at(10.01) }],
    };
    expect(verdict(world, 'session:ASIASKEW', 9)).toMatchObject({ validity: 'not_issued' });
    expect(verdict(world, 'session:ASIASKEW', 10.005)).toMatchObject({ validity: 'unknown' });
    expect(verdict(world, 'session:ASIASKEW', 10.005).rule).toContain('contradict');
  });

  it('says so when a session was accepted after its recorded expiry', () => {
    const world: MadeWorld = {
      events: [3, 8].map((hours) => ({ at: at(hours), identity: deploy, credential: 'session:ASIALATE' })),
      facts: [{ credential: 'session:ASIALATE', what: 'expires', at: at(5) }],
    };
    expect(verdict(world, 'session:ASIALATE', 6)).toMatchObject({ validity: 'valid' });
    expect(verdict(world, 'session:ASIALATE', 6).rule).toContain('contradict');
  });

  it('believes a list that calls a key inactive, and does not take its last change for its issue', () => {
    const listed: MadeWorld = {
      events: ordinaryWork(1),
      facts: [
        { credential: keys.static, what: 'issued', at: at(5), detail: 'access_key_1_last_rotated "…" (created or last changed)' },
        { credential: keys.static, what: 'listed_inactive', at: at(20) },
      ],
    };
    expect(verdict(listed, keys.static, 4)).toMatchObject({ validity: 'unknown' });
    expect(verdict(listed, keys.static, 6).validity).toBe('valid');
    expect(verdict(listed, keys.static, 21)).toMatchObject({ validity: 'revoked' });
    const undated: MadeWorld = {
      events: ordinaryWork(1),
      facts: [
        { credential: keys.static, what: 'issued', at: at(5) },
        { credential: keys.static, what: 'listed_inactive', at: null },
      ],
    };
    expect(verdict(undated, keys.static, 21).validity).toBe('unknown');
  });

  it('says unknown when nothing says', () => {
    expect(verdict({ events: ordinaryWork(1), facts: [{ credential: 'oauth_grant:x', what: 'last_used', at: null }] }, 'oauth_grant:x', 1).validity).toBe(
      'unknown',
    );
    expect(verdict({ events: [{ at: at(5), identity: 'x:y:user/a', credential: 'access_token:x', rung: 4 }] }, 'access_token:x', 6).validity).toBe('unknown');
    expect(verdict({ events: [{ at: at(5), identity: 'x:y:user/a', credential: keys.static, rung: 1 }] }, keys.static, 6).validity).toBe('unknown');
  });
});
