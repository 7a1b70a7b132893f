import { describe, expect, test } from 'vitest';
import { caseInMemory, type MadeEvent } from '../../../test/support/case-builder.ts';
import { fillCoverageHours } from './coverage-hours.ts';
import { coverage } from './coverage.ts';
import { filterWhere } from './filter-sql.ts';
import { histogram } from './histogram.ts';
import { searchCredentials, searchIdentities } from './names.ts';

const hour = 3_600_000_000;
const hourly = (from: number, to: number, more: Partial<MadeEvent> = {}): MadeEvent[] =>
  Array.from({ length: to - from }, (_, place) => ({ at: (from + place) * hour + 5, ...more }));

describe('coverage', () => {
  test('of a source that writes every hour shows the hours in which it did not', () => {
    const db = caseInMemory([...hourly(0, 30), ...hourly(32, 60), ...hourly(0, 60, { realm: '2', ids: { eventCategory: 'Data' } })]);
    const [first, second] = coverage(db);
    expect(first).toMatchObject({
      reader: 'aws-cloudtrail',
      realm: '1',
      source: 'aws-cloudtrail 1',
      events: 58,
      hours: 60,
      hoursWithEvents: 58,
      steady: true,
      logTypes: [],
      gaps: [{ from: 30 * hour, to: 32 * hour, source: 'aws-cloudtrail 1', why: expect.stringContaining('2 whole hours') }],
    });
    expect(second).toMatchObject({ realm: '2', gaps: [], logTypes: ['Data'] });
  });

  test('of a source that rests at night, or that was seen for less than a day, says nothing of gaps', () => {
    const nights = [0, 1, 2, 3].flatMap((day) => hourly(day * 24 + 8, day * 24 + 18));
    const db = caseInMemory([...nights, ...hourly(0, 10, { realm: '2' }), ...hourly(12, 22, { realm: '2' })]);
    expect(coverage(db).map(({ steady, gaps }) => [steady, gaps])).toEqual([
      [false, []],
      [false, []],
    ]);
  });

  test('says the same whether its hours were counted when the files were read or are counted now', () => {
    const events = [
      ...hourly(-3, 30, { ids: { eventCategory: 'Management' } }),
      ...hourly(32, 60),
      ...hourly(10, 70, { item: 2 }),
      ...hourly(0, 9, { item: 2, realm: '2' }),
    ];
    const now = coverage(caseInMemory(events));
    const db = caseInMemory(events);
    fillCoverageHours(db);
    expect(coverage(db)).toEqual(now);
    const counted = db.prepare('SELECT count(*) FROM coverage_hour').pluck().get();
    expect(counted).toBeGreaterThan(100);
    fillCoverageHours(db);
    expect(db.prepare('SELECT count(*) FROM coverage_hour').pluck().get()).toBe(counted);
  });

  test('counts again when events are added', () => {
    const db = caseInMemory(hourly(0, 2));
    expect(coverage(db)[0]?.events).toBe(2);
    db.exec(
      'INSERT INTO event SELECT 3, at, time_text_id, action_id, plane, rung, basis_id, identity_id, principal_id, credential_id, resource_id, resource_count, ip_id, origin_id, user_agent_id, realm_id, vendor_id, ids, item_id, record_index, 900, 1, NULL FROM event WHERE id = 1',
    );
    expect(coverage(db)[0]?.events).toBe(3);
  });
});

test('a histogram hatches the gaps that lie in its span, and begins its bars at round moments', () => {
  const db = caseInMemory([...hourly(0, 30), ...hourly(32, 60)]);
  const whole = histogram(db, filterWhere(db, {}), {}, 60);
  expect(whole).toMatchObject({ from: 5, to: 59 * hour + 6, step: hour, gaps: [{ from: 30 * hour, to: 32 * hour }] });
  expect(whole.bars).toHaveLength(60);
  expect(whole.bars[1]).toEqual({ at: hour, counts: [0, 0, 0, 0, 1] });
  expect(whole.bars[31]).toEqual({ at: 31 * hour, counts: [0, 0, 0, 0, 0] });
  const later = { from: 40 * hour, to: 50 * hour };
  expect(histogram(db, filterWhere(db, later), later, 10)).toMatchObject({ ...later, step: hour, gaps: [] });
  expect(histogram(db, filterWhere(db, { text: 'nothing' }), {}, 10)).toEqual({ from: 0, to: 0, step: 1_000_000, bars: [], gaps: [] });
});

test('a histogram of nothing has empty bars, also where a window is given', () => {
  const db = caseInMemory(hourly(0, 5));
  const window = { from: 0, to: 3 * hour };
  const drawn = histogram(db, filterWhere(db, { ...window, identities: ['nobody'] }), window, 3);
  expect(drawn.bars.map(({ counts }) => counts)).toEqual([
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
  ]);
  expect(histogram(db, filterWhere(db, window), window, 3).bars.map(({ counts }) => counts[4])).toEqual([1, 1, 1]);
});

test('names are found by any part, the busiest first, with their events by rung', () => {
  const db = caseInMemory([
    { at: 1, identity: 'aws:1:user/quiet', credential: 'access_key:AKIAQ' },
    ...[2, 3, 4].map((at): MadeEvent => ({ at, identity: 'aws:1:user/busy', credential: 'session:ASIAB', rung: at === 4 ? 2 : 4 })),
  ]);
  expect(searchIdentities(db, '', 9).map(({ key, events, counts }) => [key, events, counts])).toEqual([
    ['aws:1:user/busy', 3, [0, 0, 1, 0, 2]],
    ['aws:1:user/quiet', 1, [0, 0, 0, 0, 1]],
  ]);
  expect(searchIdentities(db, 'QUI', 9).map(({ key }) => key)).toEqual(['aws:1:user/quiet']);
  expect(searchCredentials(db, 'akiaq', 9)).toEqual([{ key: 'access_key:AKIAQ', display: 'AKIAQ', kind: 'access_key', events: 1, counts: [0, 0, 0, 0, 1] }]);
  expect(searchCredentials(db, '%', 9)).toEqual([]);
});
