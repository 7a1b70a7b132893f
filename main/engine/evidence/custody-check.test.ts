import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseInMemory } from '../../../test/support/case-builder.ts';
import type { Micros } from '../../../shared/time.ts';
import { custodyActions, readCustody, recordAct } from '../store/custody.ts';
import type { ReadDb } from '../store/db.ts';
import { checkChain } from './custody-check.ts';
import { checkCustodyLog, custodyPage } from './custody-log.ts';
import { custodyWords } from './custody-words.ts';

const caseId = '00000000-0000-4000-8000-000000000001';

function logOf(bodies: readonly Record<string, unknown>[]): ReadDb {
  const db = caseInMemory();
  bodies.forEach((body, index) => {
    db.transaction(() =>
      recordAct(db, { at: (1_800_000_000_000_000 + index) as Micros, actor: 'Ada', action: 'assessed', body, salt: Buffer.alloc(16, index) }),
    )();
  });
  return db;
}

function stateOf(lines: readonly string[]) {
  const chain = checkChain(caseId);
  for (const line of lines) chain.take(line);
  return chain.state();
}

describe('the chain', () => {
  it('holds for every log that was written by recording acts', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.string()), { maxLength: 12 }), (bodies) => {
        const db = logOf(bodies);
        const check = checkCustodyLog(db, caseId);
        expect(check).toMatchObject({ entries: bodies.length, whole: true, firstBroken: null });
      }),
      { numRuns: 30 },
    );
  });

  it('breaks when any line is changed, dropped, doubled or moved; only a cut tail needs a checkpoint', () => {
    const lines = [...readCustody(logOf(Array.from({ length: 8 }, (_, index) => ({ index }))))].map((row) => row.line);
    const at = fc.nat(lines.length - 1);
    fc.assert(
      fc.property(at, fc.nat(300), fc.constantFrom('change', 'drop', 'double', 'swap'), (place, position, how) => {
        const line = lines[place] ?? '';
        const changed = {
          change: () =>
            lines.with(
              place,
              line.slice(0, position % line.length) +
                String.fromCharCode(line.charCodeAt(position % line.length) ^ 1) +
                line.slice((position % line.length) + 1),
            ),
          drop: () => lines.toSpliced(place, 1),
          double: () => lines.toSpliced(place, 0, line),
          swap: () => lines.toSpliced(place, 2, ...lines.slice(place, place + 2).toReversed()),
        }[how]();
        const tail = how === 'drop' && place === lines.length - 1;
        const same = how === 'swap' && place === lines.length - 1;
        const last = how === 'change' && place === lines.length - 1;
        const { firstBroken, head, entries } = stateOf(changed);
        const whole = stateOf(lines);
        expect(firstBroken === null && head === whole.head && entries === whole.entries).toBe(same);
        if (!tail && !same && !last) expect(firstBroken).not.toBeNull();
      }),
    );
  });

  it('neither accepts nor trips over random lines', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.json()), { minLength: 1, maxLength: 5 }), (lines) => stateOf(lines).firstBroken === 1));
  });

  it('says when a clock ran backward', () => {
    const db = caseInMemory();
    for (const at of [2_000_000, 1_000_000])
      db.transaction(() => recordAct(db, { at: at as Micros, actor: 'Ada', action: 'assessed', body: {}, salt: Buffer.alloc(16, at % 7) }))();
    expect(checkCustodyLog(db, caseId)).toMatchObject({
      whole: true,
      entries: 3,
      remarks: expect.arrayContaining([expect.stringContaining('clock ran backward')]) as string[],
    });
  });
});

describe('the log for people', () => {
  it('has words for every action, whatever its body', () => {
    for (const action of custodyActions) {
      fc.assert(
        fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
          const words = custodyWords(action, JSON.stringify(body));
          expect(words).toMatch(/^[A-Z].*\.$/s);
          expect(words).not.toMatch(/undefined|\[object/);
        }),
        { numRuns: 20 },
      );
    }
    expect(custodyWords('something_new', '{}')).toBe('something new.');
  });

  it('pages newest first, with the hash that the next entry carries', () => {
    const { total, rows } = custodyPage(logOf([{ index: 0 }, { index: 1 }, { index: 2 }]), { text: '', limit: 2 });
    expect(total).toBe(3);
    expect(rows.map((row) => row.seq)).toEqual([3, 2]);
    expect(rows[0]?.prev).toBe(rows[1]?.hash);
  });
});
