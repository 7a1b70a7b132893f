import { expect, test } from 'vitest';
import { readAct, sessionFacts, someone, thing, webSession } from './activity.ts';
import type { Act } from './activity.ts';
import { doneOnRecord, outcomeOf } from './outcome.ts';

const act = (change: Partial<Act> = {}): Act => ({
  time: '2026-03-02T09:00:00Z',
  timeField: 'when',
  action: 'service:Act',
  plane: 'management',
  outcome: outcomeOf('result', 'ok', { ok: 4 }),
  identity: someone('human', 'service', 'tenant', 'mlind'),
  ...change,
});

test('an outcome is only what the vendor’s words say', () => {
  expect(outcomeOf('result', 'OK', { ok: 4 }).rung).toBe(4);
  for (const word of ['', 'fine', 'constructor', '__proto__']) expect(outcomeOf('result', word, { ok: 4 }).rung).toBe(0);
  expect(outcomeOf('result', '', {}).basis).toEqual([{ field: 'result', value: '(absent)' }]);
  expect(doneOnRecord('action', 'x', 'The log').basis).toHaveLength(2);
});

test('an act without a time is no event, and says why', () => {
  expect(readAct(act({ time: null }))).toMatchObject({ kind: 'skipped', code: 'time_missing' });
  for (const time of ['later', '1026-03-02T09:05:00Z', 9709541377490.053e6])
    expect(readAct(act({ time }))).toMatchObject({ kind: 'skipped', code: 'time_unreadable' });
});

test('a time without a zone is remarked on', () => {
  const reading = readAct(act({ time: '2026-03-02 09:00:00' }));
  expect(reading).toMatchObject({ remarks: [{ code: 'time_zone_assumed' }] });
});

test('nobody is said to be nobody', () => {
  const reading = readAct(act({ identity: someone('human', 'service', '', '') }));
  expect(reading).toMatchObject({
    events: [{ identity: { kind: 'anonymous', realm: 'unknown', name: 'not-named' } }],
    remarks: [{ code: 'field_unreadable' }],
  });
});

test('a session is held from the record that began it, and ends with the one that ended it', () => {
  const session = webSession('service', 'abc');
  const { identity } = act();
  expect(webSession('service', '')).toBeNull();
  expect(sessionFacts('issued', session, identity, 0 as never, 'login').map(({ fact }) => fact)).toEqual(['credential', 'holding']);
  expect(sessionFacts('revoked', session, identity, 0 as never, 'logout').map(({ fact }) => fact)).toEqual(['credential']);
  expect(sessionFacts(null, session, identity, 0 as never, '')).toEqual([]);
});

test('things keep their kind and service in their key', () => {
  expect(thing('service', 'Space', '7', 'Plans')).toEqual({ kind: 'space', key: 'service:space/7', display: 'Plans' });
});
