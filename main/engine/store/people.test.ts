import { describe, expect, test } from 'vitest';
import { caseInMemory, madeStamp } from '../../../test/support/case-builder.ts';
import type { Micros } from '../../../shared/time.ts';
import { addAnchor, custodyStanding } from './anchors.ts';
import { addAssessment, assessmentsOfEvent, listAssessments, type NewAssessment } from './assessments.ts';
import { lastCustody, readCustody, type CustodyLine } from './custody.ts';
import type { ReadDb } from './db.ts';
import { eventDetail } from './event-detail.ts';
import { countEvents } from './events.ts';
import { filterWhere } from './filter-sql.ts';
import { assertHolding } from './holdings.ts';
import { listMilestones, moveMilestone, setMilestone, withdrawMilestone } from './milestones.ts';
import { caseClock, setCaseClock } from './summary.ts';

const stamp = madeStamp();
const events = [
  { at: 1, identity: 'aws:1:role/deploy', credential: 'session:ASIA1', resources: ['r:a', 'r:b'], ip: '203.0.113.9' },
  { at: 2, identity: 'aws:1:role/deploy', credential: 'session:ASIA1', rung: 2 as const, resources: ['r:b'] },
  { at: 3, identity: 'aws:2:role/deploy', credential: 'access_key:AKIA1', ip: '203.0.113.9' },
];
const said: Omit<NewAssessment, 'target'> = { determination: 'authorised', confidence: 'probable', rationale: 'change 5512', tags: ['deploy'] };

function problem(code: string): unknown {
  return expect.objectContaining({ problem: expect.objectContaining({ code }) });
}

function lastEntry(db: ReadDb): { action: string; body: Record<string, unknown> } {
  const row = lastCustody(db);
  return { action: (JSON.parse(row?.line ?? '{}') as CustodyLine).action, body: JSON.parse(row?.body ?? '{}') as Record<string, unknown> };
}

describe('milestones', () => {
  test('stand until they are moved or withdrawn; every step is on record and no row is lost', () => {
    const db = caseInMemory(events);
    const patch = setMilestone(db, stamp, { kind: 'patch_deployed', at: 50, note: 'change 5512' });
    const exposed = setMilestone(db, stamp, { kind: 'exposure_began', at: 10, identity: 'aws:1:role/deploy', credential: 'ASIA1', note: '' });
    expect(listMilestones(db)).toEqual([exposed, patch]);
    expect(exposed.credential).toEqual({ key: 'session:ASIA1', display: 'ASIA1' });
    const moved = moveMilestone(db, stamp, patch.id, 40 as Micros, 'the log says 40');
    expect(listMilestones(db)).toEqual([exposed, moved]);
    expect(lastEntry(db)).toMatchObject({
      action: 'milestone_moved',
      body: { replaces: patch.id, reason: 'the log says 40', before: '1970-01-01T00:00:00.000050Z' },
    });
    withdrawMilestone(db, stamp, exposed.id, 'wrong runner');
    expect(listMilestones(db)).toEqual([moved]);
    expect(() => moveMilestone(db, stamp, exposed.id, 1 as Micros, '')).toThrow(problem('no_such_thing'));
    expect(() => withdrawMilestone(db, stamp, patch.id, 'x')).toThrow(problem('no_such_thing'));
    expect(db.prepare('SELECT count(*) FROM milestone').pluck().get()).toBe(3);
    expect(() => db.exec('DELETE FROM milestone')).toThrow(/never deleted/);
    expect(() => db.exec('UPDATE milestone SET at = 0')).toThrow(/never changed/);
  });

  test('name one identity or none: an unknown or ambiguous name writes nothing', () => {
    const db = caseInMemory(events);
    expect(() => setMilestone(db, stamp, { kind: 'contained', at: 1, identity: 'deploy', note: '' })).toThrow(problem('invalid_argument'));
    expect(() => setMilestone(db, stamp, { kind: 'contained', at: 1, identity: 'eploy', note: '' })).toThrow(problem('no_such_thing'));
    expect(() => setMilestone(db, stamp, { kind: 'contained', at: 1, credential: '', note: '' })).toThrow(problem('no_such_thing'));
    expect(setMilestone(db, stamp, { kind: 'contained', at: 1, identity: '2:role/deploy', note: '' }).identity?.key).toBe('aws:2:role/deploy');
    expect([...readCustody(db)]).toHaveLength(1);
  });
});

describe('assessments', () => {
  test('are only added: a later one supersedes and the earlier one stays', () => {
    const db = caseInMemory(events);
    const first = addAssessment(db, stamp, { ...said, target: { kind: 'events', ids: [2, 1, 2], label: 'two events' } });
    expect(first.target).toEqual({ kind: 'events', label: 'two events', events: [1, 2], credential: null, identity: null });
    const second = addAssessment(db, stamp, {
      ...said,
      determination: 'attempted',
      target: { kind: 'events', ids: [1], label: 'event 1' },
      supersedes: first.id,
    });
    expect(lastEntry(db)).toMatchObject({ action: 'assessment_superseded', body: { supersedes: first.id, events: [1], rationale: 'change 5512' } });
    expect(listAssessments(db, { offset: 0, limit: 9 }).rows.map(({ id, superseded }) => [id, superseded])).toEqual([
      [second.id, false],
      [first.id, true],
    ]);
    expect(assessmentsOfEvent(db, 1).map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(countEvents(db, filterWhere(db, { unassessed: true })).total).toBe(2);
    expect(() => addAssessment(db, stamp, { ...said, target: { kind: 'events', ids: [1], label: '' }, supersedes: first.id })).toThrow(
      problem('invalid_argument'),
    );
    for (const sql of [
      'UPDATE assessment SET rationale = rationale',
      'DELETE FROM assessment',
      `INSERT OR REPLACE INTO assessment SELECT * FROM assessment WHERE id = 1`,
      'UPDATE assessment_event SET event_id = 3',
      'DELETE FROM assessment_event',
      'INSERT INTO assessment_event VALUES (1, 3)',
    ]) {
      expect(() => db.exec(sql), sql).toThrow(/never deleted|never changed|only added/);
    }
  });

  test('of a credential show with its events', () => {
    const db = caseInMemory(events);
    const made = addAssessment(db, stamp, { ...said, target: { kind: 'credential', credential: 'AKIA1' } });
    expect(made.target).toMatchObject({ kind: 'credential', label: 'AKIA1', credential: 'access_key:AKIA1' });
    expect(assessmentsOfEvent(db, 3)).toEqual([made]);
    expect(assessmentsOfEvent(db, 1)).toEqual([]);
  });

  test.each<[string, NewAssessment, string]>([
    ['without a rationale', { ...said, rationale: '  ', target: { kind: 'events', ids: [1], label: '' } }, 'invalid_argument'],
    ['of nothing', { ...said, target: { kind: 'events', ids: [], label: '' } }, 'invalid_argument'],
    ['of an event that is not there', { ...said, target: { kind: 'events', ids: [1, 99], label: '' } }, 'no_such_thing'],
    ['of a credential that is not there', { ...said, target: { kind: 'credential', credential: 'AKIA9' } }, 'no_such_thing'],
    ['superseding one that is not there', { ...said, target: { kind: 'events', ids: [1], label: '' }, supersedes: 7 }, 'no_such_thing'],
  ])('are refused %s, and leave no trace', (_name, wanted, code) => {
    const db = caseInMemory(events);
    expect(() => addAssessment(db, stamp, wanted)).toThrow(problem(code));
    expect(listAssessments(db, { offset: 0, limit: 9 }).total).toBe(0);
    expect(lastCustody(db)).toBeNull();
  });

  test('of very many events keep the digest of their list on record', () => {
    const many = Array.from({ length: 1001 }, (_, at) => ({ at }));
    const db = caseInMemory(many);
    const made = addAssessment(db, stamp, { ...said, target: { kind: 'events', ids: many.map((_, place) => place + 1), label: 'all' } });
    expect(made.target.events).toHaveLength(1001);
    expect(lastEntry(db).body).toMatchObject({ event_count: 1001, events_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(lastEntry(db).body).not.toHaveProperty('events');
  });
});

test('an asserted holding is kept with its rationale and cannot be changed', () => {
  const db = caseInMemory(events);
  assertHolding(db, stamp, { identity: 'aws:1:role/deploy', credential: 'AKIA1', via: 'ASIA1', from: 5, rationale: 'the owner says so' });
  expect(db.prepare('SELECT basis, from_at, rationale, author FROM holding').all()).toEqual([
    { basis: 'asserted', from_at: 5, rationale: 'the owner says so', author: 'Examiner' },
  ]);
  expect(lastEntry(db)).toMatchObject({
    action: 'holding_asserted',
    body: { identity: 'aws:1:role/deploy', credential: 'access_key:AKIA1', via: 'session:ASIA1', rationale: 'the owner says so' },
  });
  expect(() => db.exec('DELETE FROM holding')).toThrow(/never deleted/);
  expect(() => db.exec('UPDATE holding SET to_at = 9')).toThrow(/never changed/);
  expect(() => assertHolding(db, stamp, { identity: 'aws:1:role/deploy', credential: 'AKIA1', rationale: ' ' })).toThrow(problem('invalid_argument'));
});

test('the case clock is the last event until a person sets it', () => {
  const db = caseInMemory(events);
  expect(caseClock(db)).toEqual({ at: 3, set: false });
  setCaseClock(db, stamp, 77 as Micros);
  expect(caseClock(db)).toEqual({ at: 77, set: true });
  expect(lastEntry(db)).toMatchObject({ action: 'settings_changed', body: { setting: 'case_clock', before: null } });
});

test('an anchor is where the entries of the log begin to rest on the case alone', () => {
  const db = caseInMemory(events);
  for (const at of [1, 2, 3]) setCaseClock(db, stamp, at as Micros);
  expect(custodyStanding(db)).toEqual({ entries: 3, sinceAnchor: 3, anchorAt: null, anchorWhat: null });
  addAnchor(db, { seq: 2, at: 9, what: 'bundle R_B001', digest: 'ab' });
  expect(custodyStanding(db)).toEqual({ entries: 3, sinceAnchor: 1, anchorAt: 9, anchorWhat: 'bundle R_B001' });
});

test('one event is told in full, and its neighbours are counted as the filter counts them', () => {
  const db = caseInMemory(events);
  db.exec(`INSERT INTO event_place (event_id, item_id, record_index, byte_offset, byte_length) VALUES (1, 1, 7, 900, 50)`);
  const detail = eventDetail(db, 1);
  expect(detail).toMatchObject({
    id: 1,
    reader: 'aws-cloudtrail',
    basis: [{ field: 'errorCode', value: 'absent' }],
    resources: [{ key: 'r:a' }, { key: 'r:b' }],
    places: [
      { item: 1, index: 0, offset: 0, length: 100 },
      { item: 1, index: 7, offset: 900, length: 50 },
    ],
    timeText: '1970-01-01T00:00:00.000001Z',
  });
  expect(detail.around).toEqual({
    sameCredential: countEvents(db, filterWhere(db, { credentials: ['session:ASIA1'] })).total,
    sameAddress: countEvents(db, filterWhere(db, { ips: ['203.0.113.9'] })).total,
    sameResource: countEvents(db, filterWhere(db, { resources: ['r:a'] })).total,
  });
  expect(detail.around).toEqual({ sameCredential: 2, sameAddress: 2, sameResource: 1 });
  expect(eventDetail(db, 2).around.sameResource).toBe(2);
  expect(() => eventDetail(db, 99)).toThrow(problem('no_such_thing'));
});
