import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { caseInMemory, madeStamp } from '../../../test/support/case-builder.ts';
import type { Micros } from '../../../shared/time.ts';
import { custodyBodyHash, custodyGenesis, custodyHash, pageCustody, readCustody, recordAct, type CustodyLine } from './custody.ts';
import type { WriteDb } from './db.ts';
import { commit } from './transaction.ts';

const caseId = '00000000-0000-4000-8000-000000000001';

function record(db: WriteDb, at: number, body: Record<string, unknown> = {}): void {
  commit(db, () => recordAct(db, { at: at as Micros, actor: 'Examiner', action: 'reverify', body, salt: madeStamp(at).salt }));
}

function linesOf(db: WriteDb): CustodyLine[] {
  return [...readCustody(db)].map((row) => JSON.parse(row.line) as CustodyLine);
}

describe('the custody log', () => {
  test('chains every line to the bytes of the one before, and each body to its line', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1, maxLength: 8 }), (bodies) => {
        const db = caseInMemory();
        bodies.forEach((body, place) => record(db, 1_000_000 * place, body));
        let previous = custodyGenesis(caseId);
        for (const row of readCustody(db)) {
          const line = JSON.parse(row.line) as CustodyLine;
          expect(Object.keys(line)).toEqual(['v', 'case', 'seq', 'prev', 'at', 'actor', 'action', 'body_sha256']);
          expect(line.prev).toBe(custodyHash(previous));
          expect(line.body_sha256).toBe(custodyBodyHash(row.salt, row.body));
          expect(JSON.parse(row.body)).toEqual(JSON.parse(JSON.stringify(bodies[row.seq - 1])));
          previous = row.line;
        }
        expect(linesOf(db).map((line) => line.seq)).toEqual(bodies.map((_, place) => place + 1));
      }),
      { numRuns: 30 },
    );
  });

  test.each([
    ['UPDATE', `UPDATE custody SET body = '{}' WHERE seq = 1`],
    ['DELETE', 'DELETE FROM custody WHERE seq = 2'],
    ['INSERT OR REPLACE', `INSERT OR REPLACE INTO custody (seq, line, salt, body) VALUES (1, '{}', zeroblob(16), '{}')`],
    ['UPDATE OR REPLACE', `UPDATE OR REPLACE custody SET seq = 1 WHERE seq = 2`],
    ['a gap in the numbers', `INSERT INTO custody (seq, line, salt, body) VALUES (9, '{}', zeroblob(16), '{}')`],
  ])('refuses %s', (_name, sql) => {
    const db = caseInMemory();
    record(db, 1);
    record(db, 2);
    const before = [...readCustody(db)];
    expect(() => db.exec(sql)).toThrow(/custody log/);
    expect([...readCustody(db)]).toEqual(before);
  });

  test('records a clock that runs backward, and leaves the times as they were told', () => {
    const db = caseInMemory();
    record(db, 5_000_000);
    record(db, 3_000_000);
    record(db, 4_000_000);
    expect(linesOf(db).map(({ action, at }) => [action, at])).toEqual([
      ['reverify', '1970-01-01T00:00:05.000Z'],
      ['clock_check', '1970-01-01T00:00:03.000Z'],
      ['reverify', '1970-01-01T00:00:03.000Z'],
      ['reverify', '1970-01-01T00:00:04.000Z'],
    ]);
    const clock = JSON.parse([...readCustody(db)][1]?.body ?? '') as Record<string, unknown>;
    expect(clock).toMatchObject({ clock: 'ran backward', microseconds: 2_000_000 });
  });

  test('takes no entry outside the transaction of its act, and keeps neither when either fails', () => {
    const db = caseInMemory();
    expect(() => recordAct(db, { at: 0 as Micros, actor: 'E', action: 'import', body: {}, salt: madeStamp().salt })).toThrow(/outside the transaction/);
    expect(() =>
      commit(db, () => {
        db.prepare(`INSERT INTO term (text) VALUES ('done')`).run();
        recordAct(db, { at: 0 as Micros, actor: 'E', action: 'import', body: { count: Number.NaN }, salt: madeStamp().salt });
      }),
    ).toThrow();
    expect(db.prepare(`SELECT count(*) FROM term WHERE text = 'done'`).pluck().get()).toBe(0);
    expect(linesOf(db)).toEqual([]);
  });

  test('is paged from the newest, narrowed by text in lines and bodies', () => {
    const db = caseInMemory();
    for (let at = 1; at <= 5; at++) record(db, at, { note: at % 2 ? 'Odd 100%' : 'even' });
    expect(pageCustody(db, { text: '', limit: 2 }).rows.map((row) => row.seq)).toEqual([5, 4]);
    expect(pageCustody(db, { text: '', before: 4, limit: 2 }).rows.map((row) => row.seq)).toEqual([3, 2]);
    expect(pageCustody(db, { text: 'odd 100%', limit: 9 })).toMatchObject({ total: 3, rows: [{ seq: 5 }, { seq: 3 }, { seq: 1 }] });
  });
});
