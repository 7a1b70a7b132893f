import { describe, expect, it } from 'vitest';
import { at, keys, story } from '../../../test/support/runner-story.ts';
import { worldInMemory } from '../../../test/support/world-builder.ts';
import type { MadeEvent } from '../../../test/support/case-builder.ts';
import { graphMethods, type lifeSorts } from '../../../shared/rpc/graph.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { filterWhere } from '../store/filter-sql.ts';
import { dossierOf } from './dossier.ts';
import { lifeLines } from './lines.ts';

const linesOf = (sort: (typeof lifeSorts)[number], filter: Filter = {}, offset = 0): ReturnType<typeof lifeLines> => {
  const db = worldInMemory(story);
  return lifeLines(db, { filter, where: filterWhere(db, filter), sort, offset, limit: 200 });
};

describe('lifeLines', () => {
  it('follows the contract and puts what was in reach first', () => {
    const lines = linesOf('valid_longest_after_patch');
    expect(() => graphMethods['credentials.lines'].result.parse(lines)).not.toThrow();
    expect(lines).toMatchObject({ total: 9, exposed: 1, inReach: 4, validAfterPatch: 1 });
    expect(lines.rows.map((row) => row.inReach)).toEqual([true, true, true, true, false, false, false, false, false]);
    const [key] = lines.rows;
    expect(key?.credential.key).toBe(keys.static);
    expect(key).toMatchObject({ exposed: true, lifetime: 'static', ended: at(16.1), endedBy: 'deactivated', successfulAfterPatch: 1, counts: [0, 1, 0, 0, 2] });
    expect(key?.validity.map((each) => [each.moment, each.validity])).toEqual([
      ['exposure', 'valid'],
      ['patch', 'valid'],
      ['containment', 'valid'],
      ['case clock', 'revoked'],
    ]);
  });

  it('orders by what was used after containment, or never seen issued, within reach and outside', () => {
    const used = linesOf('used_after_containment').rows.map((row) => (row.last ?? 0) >= at(16));
    expect(used).toEqual([true, false, false, false, true, true, true, true, false]);
    const issued = linesOf('never_seen_issued').rows.map((row) => row.issued !== null);
    expect(issued).toEqual([false, true, true, true, false, false, false, false, true]);
  });

  it('shows only the credentials of a filter, a page at a time', () => {
    const secrets = { planes: ['secrets' as const] };
    expect(
      linesOf('name', secrets)
        .rows.map((row) => row.credential.key)
        .sort(),
    ).toEqual([keys.first, keys.second, keys.third].sort());
    expect(linesOf('name', secrets, 2)).toMatchObject({ total: 3, rows: [{}] });
  });

  it('thins uses to at most two hundred marks and accounts for every event', () => {
    const many = Array.from({ length: 1000 }, (_, each): MadeEvent => ({
      at: at(1 + each / 100),
      identity: 'aws:1:user/a',
      credential: 'access_key:AKIAMANY',
      rung: (each % 5) as 0 | 1 | 2 | 3 | 4,
    }));
    const db = worldInMemory({ events: many });
    const [line] = lifeLines(db, { filter: {}, where: filterWhere(db, {}), sort: 'name', offset: 0, limit: 10 }).rows;
    expect(line?.uses.length).toBeLessThanOrEqual(200);
    expect((line?.uses ?? []).reduce((sum, use) => sum + use.events, 0)).toBe(1000);
  });
});

describe('dossierOf', () => {
  it('tells holders with their basis, chain in and out, uses and what the logs cannot show', () => {
    const db = worldInMemory(story);
    const dossier = dossierOf(db, keys.second);
    expect(() => graphMethods['credentials.dossier'].result.parse(dossier)).not.toThrow();
    expect(dossier.mintedFrom.map((row) => [row.method, row.credential?.key])).toEqual([['AssumeRole', keys.first]]);
    expect(dossier.minted.map((row) => row.credential.key)).toEqual([keys.third]);
    expect(dossier.actions.map((row) => [row.action, row.counts])).toEqual([
      ['kms:Sign', [0, 0, 1, 0, 0]],
      ['sts:AssumeRole', [0, 0, 0, 0, 1]],
    ]);
    expect(dossier.silent).toContain('No record says when it expires.');
    expect(dossierOf(db, keys.static).holders.map((row) => [row.basis, row.author])).toEqual(
      expect.arrayContaining([
        ['asserted', 'Examiner'],
        ['used', ''],
      ]),
    );
  });

  it('fails for a credential the case does not know', () => {
    expect(() => dossierOf(worldInMemory(story), 'session:NOBODY')).toThrow('There is no credential');
  });
});
