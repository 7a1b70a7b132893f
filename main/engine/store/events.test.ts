import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseInMemory, madeStamp, type MadeEvent } from '../../../test/support/case-builder.ts';
import { planes } from '../../../shared/model.ts';
import type { EventRow } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { addAssessment } from './assessments.ts';
import type { ReadDb } from './db.ts';
import { countEvents, pageEvents, sliceEvents } from './events.ts';
import { facets } from './facets.ts';
import { filterWhere } from './filter-sql.ts';
import { histogram } from './histogram.ts';

const few = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const anyEvent: fc.Arbitrary<MadeEvent> = fc.record({
  at: fc.integer({ min: 0, max: 30 }),
  rung: few(0, 1, 2, 3, 4),
  action: few('s3:GetObject', 'kms:Sign', 'sts:AssumeRole'),
  plane: few('data', 'secrets', 'identity'),
  identity: few('aws:1:user/a', 'aws:1:role/b', 'aws:2:role/Ämter'),
  credential: few(null, 'access_key:AKIA1', 'session:ASIA2'),
  resources: fc.uniqueArray(few('r:one', 'r:two', 'r:three'), { maxLength: 3 }),
  ip: few(null, '203.0.113.9', '198.51.100.1'),
  origin: few(null, 'ec2.amazonaws.com'),
  realm: few('1', '2'),
  item: few(1, 2),
  ids: few({}, { requestID: 'Req-77' }),
});
const manyEvents = fc.array(anyEvent, { maxLength: 40 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined, freq: 3 });
const anyFilter = fc.record({
  from: maybe(fc.integer({ min: 0, max: 30 })),
  to: maybe(fc.integer({ min: 0, max: 31 })),
  rungs: maybe(fc.uniqueArray(few(0, 1, 2, 3, 4), { maxLength: 3 })),
  planes: maybe(fc.uniqueArray(few(...planes), { maxLength: 4 })),
  identities: maybe(fc.uniqueArray(few('aws:1:user/a', 'aws:1:role/b', 'unknown'), { maxLength: 2 })),
  credentials: maybe(fc.uniqueArray(few('access_key:AKIA1', 'session:ASIA2'), { maxLength: 2 })),
  resources: maybe(fc.uniqueArray(few('r:one', 'r:two', 'r:none'), { maxLength: 2 })),
  actions: maybe(fc.uniqueArray(few('kms:Sign', 's3:GetObject'), { maxLength: 2 })),
  realms: maybe(fc.constant(['1'])),
  ips: maybe(fc.constant(['203.0.113.9'])),
  items: maybe(fc.constant([2])),
  events: maybe(fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 6 })),
  text: maybe(few('SIGN', 'akia', 'req-7', 'ämter', '203.0', 'three', '_', 'nothing')),
}) as fc.Arbitrary<Filter>;

/** What a filter means, said again without SQL. */
function matches(event: MadeEvent, id: number, filter: Filter): boolean {
  const within = <T>(values: readonly T[] | undefined, value: T): boolean => values === undefined || values.includes(value);
  const texts = [
    event.action,
    event.identity,
    `arn:${event.identity}`,
    event.credential,
    ...(event.resources ?? []),
    event.ip,
    event.origin,
    event.realm,
    JSON.stringify(event.ids),
  ];
  return (
    (filter.from === undefined || event.at >= filter.from) &&
    (filter.to === undefined || event.at < filter.to) &&
    within(filter.rungs, event.rung) &&
    within(filter.planes, event.plane) &&
    within(filter.identities, event.identity) &&
    within(filter.credentials as (string | null | undefined)[], event.credential) &&
    within(filter.actions, event.action) &&
    within(filter.realms, event.realm) &&
    within(filter.ips as (string | null | undefined)[], event.ip) &&
    within(filter.items, event.item) &&
    within(filter.events, id) &&
    (filter.resources === undefined || (event.resources ?? []).some((key) => filter.resources?.includes(key))) &&
    (filter.text === undefined || texts.some((text) => text?.toLowerCase().includes(filter.text?.toLowerCase() ?? '')))
  );
}

function expected(events: readonly MadeEvent[], filter: Filter): number[] {
  const chosen = events.map((event, place) => ({ event, id: place + 1 })).filter(({ event, id }) => matches(event, id, filter));
  return chosen.sort((a, b) => a.event.at - b.event.at || a.id - b.id).map(({ id }) => id);
}

const idsOf = (rows: readonly EventRow[]): number[] => rows.map((row) => row.id);

function pagedThrough(db: ReadDb, filter: Filter, limit: number, way: 'after' | 'before'): number[] {
  const where = filterWhere(db, filter);
  const ids: number[] = [];
  let page = pageEvents(db, where, way === 'after' ? { limit } : { before: { at: Number.MAX_SAFE_INTEGER, id: 0 }, limit });
  while (page.rows.length > 0) {
    expect(page.rank).toBe(way === 'after' ? ids.length : page.total - ids.length - page.rows.length);
    if (way === 'after') ids.push(...idsOf(page.rows));
    else ids.unshift(...idsOf(page.rows));
    page = pageEvents(db, where, { [way]: way === 'after' ? page.rows.at(-1) : page.rows[0], limit });
  }
  return ids;
}

describe('events', () => {
  test('come in the same order by pages forward, by pages backward, by rank and by a full sort', () => {
    fc.assert(
      fc.property(manyEvents, anyFilter, fc.integer({ min: 1, max: 7 }), (events, filter, limit) => {
        const db = caseInMemory(events);
        const wanted = expected(events, filter);
        expect(pagedThrough(db, filter, limit, 'after')).toEqual(wanted);
        expect(pagedThrough(db, filter, limit, 'before')).toEqual(wanted);
        const where = filterWhere(db, filter);
        for (let rank = 0; rank <= wanted.length; rank++) {
          expect(sliceEvents(db, where, rank, limit)).toMatchObject({
            rank,
            total: wanted.length,
            rows: wanted.slice(rank, rank + limit).map((id) => ({ id })),
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  test('are counted the same by filter, histogram and facets', () => {
    fc.assert(
      fc.property(manyEvents, anyFilter, fc.integer({ min: 1, max: 50 }), (events, filter, bars) => {
        const db = caseInMemory(events);
        const where = filterWhere(db, filter);
        const { total, counts } = countEvents(db, where);
        expect(total).toBe(expected(events, filter).length);
        const drawn = histogram(db, where, filter, bars);
        expect(drawn.bars.length).toBeLessThanOrEqual(bars);
        expect(counts.map((_, rung) => drawn.bars.reduce((sum, bar) => sum + (bar.counts[rung] ?? 0), 0))).toEqual([...counts]);
        const found = facets(db, where);
        expect(found.planes.reduce((sum, plane) => sum + plane.events, 0)).toBe(total);
        expect(found.identities.reduce((sum, identity) => sum + identity.events, 0)).toBe(total);
        expect(found.rungs).toEqual([...counts]);
      }),
      { numRuns: 150 },
    );
  });

  test('start at a moment, also between two events', () => {
    const db = caseInMemory([{ at: 10 }, { at: 20 }, { at: 30 }]);
    const where = filterWhere(db, {});
    expect(pageEvents(db, where, { seek: 11, limit: 9 })).toMatchObject({ rank: 1, total: 3, rows: [{ id: 2 }, { id: 3 }] });
    expect(pageEvents(db, where, { seek: 31, limit: 9 })).toMatchObject({ rank: 3, total: 3, rows: [] });
  });

  test('widen to credentials minted from the chosen ones, from the moment they became readable', () => {
    const db = caseInMemory([
      { at: 1, identity: 'i:subject', credential: 'session:A' },
      { at: 2, identity: 'i:role', credential: 'session:B' },
      { at: 3, identity: 'i:other', credential: 'access_key:K' },
      { at: 9, identity: 'i:other', credential: 'access_key:K' },
      { at: 9, identity: 'i:role', credential: 'session:Z' },
    ]);
    const id = (key: string): number => db.prepare<[string], number>('SELECT id FROM credential WHERE key = ?').pluck().get(key) as number;
    const widened = { identityIds: [], credentialIds: [id('session:A'), id('session:B'), id('access_key:K')], since: [[id('access_key:K'), 5] as const] };
    const where = filterWhere(db, { identities: ['i:subject'], withDescendants: true }, widened);
    expect(idsOf(pageEvents(db, where, { limit: 9 }).rows)).toEqual([1, 2, 4]);
  });

  test('count again after the case has changed', () => {
    const db = caseInMemory([{ at: 1 }, { at: 2, rung: 2 }]);
    const where = filterWhere(db, { unassessed: true });
    expect(countEvents(db, where).total).toBe(2);
    addAssessment(db, madeStamp(), {
      target: { kind: 'events', ids: [2], label: '' },
      determination: 'attempted',
      confidence: 'confirmed',
      rationale: 'denied',
      tags: [],
    });
    expect(countEvents(db, where).total).toBe(1);
    expect(pageEvents(db, filterWhere(db, {}), { limit: 9 }).rows.map((row) => row.assessed)).toEqual([null, 'attempted']);
  });
});

describe('the plan of the database', () => {
  const plan = (filter: Filter): string => {
    const db = caseInMemory([{ at: 1, credential: 'access_key:AKIA1', ip: '203.0.113.9' }]);
    const where = filterWhere(db, filter);
    const rows = db
      .prepare<unknown[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT e.at, e.id FROM event e WHERE (${where.sql}) AND (e.at, e.id) > (?, ?) ORDER BY e.at, e.id LIMIT 200`,
      )
      .all(...where.params, 1, 1);
    return rows.map((row) => row.detail).join('; ');
  };

  test.each<[string, Filter, RegExp]>([
    ['everything', {}, /USING COVERING INDEX event_at/],
    ['a window', { from: 0, to: 9 }, /USING COVERING INDEX event_at/],
    ['an identity in a window', { identities: ['aws:1:user/a'], from: 0 }, /USING (COVERING )?INDEX event_identity \(identity_id=\? AND/],
    ['a credential', { credentials: ['access_key:AKIA1'] }, /USING (COVERING )?INDEX event_credential \(credential_id=\? AND/],
    ['an action', { actions: ['s3:GetObject'], to: 9 }, /USING (COVERING )?INDEX event_action \(action_id=\? AND/],
    ['an address', { ips: ['203.0.113.9'] }, /USING (COVERING )?INDEX event_ip \(ip_id=\? AND/],
    ['a rung', { rungs: [2] }, /USING (COVERING )?INDEX event_rung \(rung=\? AND/],
  ])('pages %s along an index, without sorting', (_name, filter, index) => {
    expect(plan(filter)).toMatch(index);
    expect(plan(filter)).not.toMatch(/TEMP B-TREE/);
  });
});
