import { expect, test } from 'vitest';
import { caseInMemory, madeStamp } from '../../../test/support/case-builder.ts';
import type { Micros } from '../../../shared/time.ts';
import { setCaseClock } from './summary.ts';
import { commit } from './transaction.ts';
import { takeTurn } from './write-turn.ts';

test('an act waits for the turn of one that holds a transaction open, and is not undone with it', async () => {
  const db = caseInMemory();
  const { promise: pause, resolve: go } = Promise.withResolvers<void>();
  const cancelled = takeTurn(db, async () => {
    db.exec(`BEGIN IMMEDIATE; INSERT INTO term (text) VALUES ('half an import')`);
    await pause;
    db.exec('ROLLBACK');
  });
  const clock = takeTurn(db, () => setCaseClock(db, madeStamp(), 5 as Micros));
  expect(db.prepare(`SELECT count(*) FROM setting WHERE name = 'case_clock'`).pluck().get()).toBe(0);
  go();
  await Promise.all([cancelled, clock]);
  expect(db.prepare(`SELECT value FROM setting WHERE name = 'case_clock'`).pluck().get()).toBe('5');
  expect(db.prepare('SELECT count(*) FROM term').pluck().get()).toBe(0);
});

test('an act inside the transaction of another one is refused', () => {
  const db = caseInMemory();
  expect(() => commit(db, () => setCaseClock(db, madeStamp(), 5 as Micros))).toThrow(/inside the transaction/);
  expect(db.prepare('SELECT count(*) FROM custody').pluck().get()).toBe(0);
});

test('a full disk comes out as a problem, and nothing of the act is kept', () => {
  const db = caseInMemory();
  db.pragma(`max_page_count = ${(db.pragma('page_count', { simple: true }) as number) + 1}`);
  const fill = (): unknown =>
    commit(db, () => {
      db.prepare(`INSERT INTO term (text) VALUES (hex(zeroblob(100000)))`).run();
    });
  expect(fill).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code: 'disk_full' }) }));
  expect(db.prepare('SELECT count(*) FROM term').pluck().get()).toBe(0);
});
