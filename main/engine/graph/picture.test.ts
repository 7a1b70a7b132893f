import { describe, expect, it } from 'vitest';
import type { MadeEvent } from '../../../test/support/case-builder.ts';
import { at, build, keys, runner, story } from '../../../test/support/runner-story.ts';
import { worldInMemory, type MadeWorld } from '../../../test/support/world-builder.ts';
import { graphPicture, type GraphEdge, type GraphPicture } from '../../../shared/rpc/graph.ts';
import { edgeStyle } from '../../../shared/graph/layout.ts';
import type { ReadDb } from '../store/db.ts';
import { countEvents } from '../store/events.ts';
import { filterWhere } from '../store/filter-sql.ts';
import { descendants } from './descendants.ts';
import { pathsBetween } from './path.ts';
import { pictureOf, type PictureWanted } from './picture.ts';

const wanted: PictureWanted = { filter: {}, expanded: [], hidden: [], groupAbove: 8, limit: 400 };
const world = { identities: [runner], withDescendants: true };
const edge = (picture: GraphPicture, from: string, to: string): GraphEdge | undefined => picture.edges.find((each) => each.from === from && each.to === to);

function everyEdgeOpensItsEvents(db: ReadDb, picture: GraphPicture): void {
  for (const each of picture.edges) {
    const { counts } = countEvents(db, filterWhere(db, each.filter, each.filter.withDescendants ? descendants(db, each.filter) : undefined));
    expect([...counts], each.id).toEqual([...each.counts]);
  }
}

/** Many sessions of one role from one caller, each touching an object of its own. */
function crowd(sessions: number): MadeWorld {
  const events = Array.from({ length: sessions }, (_, each): MadeEvent => ({
    at: at(10 + each / 100),
    identity: `aws:${build}:role/deploy`,
    credential: `session:ASIA${1000 + each}`,
    realm: build,
    resources: [`object-${each}`, 'bucket'],
    rung: each % 3 === 0 ? 2 : 4,
  }));
  return {
    events,
    derivations: events.map((event) => ({
      method: 'AssumeRole',
      at: event.at,
      by: `aws:${build}:user/caller`,
      with: 'access_key:AKIA0001',
      child: event.credential as string,
      as: `aws:${build}:role/deploy`,
    })),
    holdings: [{ identity: `aws:${build}:user/caller`, credential: 'access_key:AKIA0001', basis: 'inventory' }],
  };
}

describe('pictureOf', () => {
  it('draws the chain and not the roles, and every edge opens the events it counts', () => {
    const db = worldInMemory(story);
    const picture = pictureOf(db, { ...wanted, filter: world });
    expect(() => graphPicture.parse(picture)).not.toThrow();
    everyEdgeOpensItsEvents(db, picture);
    expect(edge(picture, `identity:${runner}`, `credential:${keys.first}`)).toMatchObject({ kind: 'minted', label: 'AssumeRoleWithWebIdentity' });
    expect(edge(picture, `credential:${keys.first}`, `credential:${keys.second}`)?.kind).toBe('minted');
    expect(edge(picture, `credential:${keys.third}`, `credential:${keys.static}`)).toMatchObject({ kind: 'held', basis: 'asserted' });
    expect(picture.nodes.filter((node) => node.kind === 'role')).toEqual([]);
    expect(picture.nodes.find((node) => node.id === `identity:${runner}`)?.subject).toBe(true);
    expect(picture.nodes.find((node) => node.id === `credential:${keys.static}`)?.depth).toBe(3);
  });

  it('tells succeeded, attempted and could apart by line', () => {
    const picture = pictureOf(worldInMemory(story), { ...wanted, filter: { ...world, actions: ['kms:Sign'] } });
    const style = (from: string, to: string): string => edgeStyle(edge(picture, from, to) as GraphEdge);
    expect(style(`credential:${keys.second}`, 'plane:secrets')).toBe('dashed');
    expect(style(`credential:${keys.third}`, `credential:${keys.static}`)).toBe('dotted');
  });

  it('counts a key that was exposed only from the exposure on', () => {
    const picture = pictureOf(worldInMemory(story), { ...wanted, filter: world });
    expect(picture.nodes.find((node) => node.id === `credential:${keys.static}`)?.counts).toEqual([0, 1, 0, 0, 1]);
  });

  it('opens a large case on the world of its subject and says what it leaves out', () => {
    const more = Array.from({ length: 80 }, (_, each): MadeEvent => ({
      at: at(1),
      identity: `aws:${build}:user/u${each}`,
      credential: `access_key:AKIAU${each}`,
      realm: build,
      resources: [`r${each}`],
    }));
    const picture = pictureOf(worldInMemory({ ...story, events: [...story.events, ...more] }), wanted);
    expect(picture.nodes.some((node) => node.id.includes('user/u1'))).toBe(false);
    expect(picture.leftOut.nodes).toBeGreaterThanOrEqual(240);
    expect(picture.leftOut.edges).toBeGreaterThanOrEqual(240);
  });

  it('folds what is many of a kind, opens it again, and keeps every count', () => {
    const db = worldInMemory(crowd(30));
    const folded = pictureOf(db, wanted);
    everyEdgeOpensItsEvents(db, folded);
    const groups = folded.nodes.filter((node) => node.members > 0);
    expect(groups.map((node) => [node.lane, node.members, node.label]).sort()).toEqual([
      ['credential', 30, '30 sessions'],
      ['resource', 31, '31 buckets'],
    ]);
    expect(folded.folded.map((each) => each.words).sort()).toEqual(['30 sessions of deploy', '31 buckets']);
    const half = pictureOf(db, { ...wanted, expanded: groups.map((node) => node.id) });
    everyEdgeOpensItsEvents(db, half);
    expect(
      half.nodes
        .filter((node) => node.members > 0)
        .map((node) => node.label)
        .sort(),
    ).toEqual(['22 further credentials', '23 further resources']);
    const open = pictureOf(db, { ...wanted, expanded: [...groups, ...half.nodes].map((node) => node.id) });
    everyEdgeOpensItsEvents(db, open);
    expect(open.nodes.filter((node) => node.lane === 'credential')).toHaveLength(31);
    expect(open.nodes.every((node) => node.members === 0)).toBe(true);
  });

  it('hides what is hidden, with its edges', () => {
    const picture = pictureOf(worldInMemory(story), { ...wanted, filter: world, hidden: ['plane:data'] });
    expect(picture.nodes.some((node) => node.id === 'plane:data')).toBe(false);
    expect(picture.edges.some((each) => each.from === 'plane:data' || each.to === 'plane:data')).toBe(false);
  });

  it('keeps to its limit and counts what it cuts', () => {
    const db = worldInMemory(crowd(30));
    const whole = pictureOf(db, { ...wanted, groupAbove: 1000 });
    const cut = pictureOf(db, { ...wanted, groupAbove: 1000, limit: 20 });
    expect(cut.nodes).toHaveLength(20);
    expect(cut.leftOut).toEqual({ nodes: whole.nodes.length - 20, edges: whole.edges.length - cut.edges.length });
  });

  it('narrows by any part of a filter and still counts every edge exactly', () => {
    const db = worldInMemory({ ...crowd(90), events: [...(crowd(90).events ?? []), ...story.events] });
    for (const filter of [
      { resources: ['object-3', 'orders'] },
      { resourceKinds: ['bucket'] },
      { planes: ['data' as const], rungs: [2 as const] },
      { from: at(10), to: at(10.5), actions: ['s3:GetObject'] },
      { identities: [`aws:${build}:role/deploy`] },
      { credentials: ['session:ASIA1001', keys.first], withDescendants: true },
    ]) {
      for (const groupAbove of [1, 8]) everyEdgeOpensItsEvents(db, pictureOf(db, { ...wanted, filter, groupAbove }));
    }
  });

  it('shows events without a credential under the identity alone', () => {
    const db = worldInMemory({
      events: [
        { at: at(1), identity: `aws:${build}:user/a`, credential: null, realm: build, resources: ['r'] },
        { at: at(2), identity: `aws:${build}:user/b`, credential: null, realm: build },
      ],
    });
    const picture = pictureOf(db, wanted);
    everyEdgeOpensItsEvents(db, picture);
    expect(picture.nodes.filter((node) => node.kind === 'none')).toHaveLength(2);
  });
});

describe('pathsBetween', () => {
  const find = (from: string, to: string, more: Partial<Parameters<typeof pathsBetween>[1]> = {}): string[][] =>
    pathsBetween(worldInMemory(story), { from, to, onlySucceeded: false, maxHops: 8, all: false, ...more }).map((path) => [...path.nodes]);

  it('finds the way over the chain to a resource that only its end touched', () => {
    expect(find(`identity:${runner}`, 'resource:legacy-secret')).toEqual([
      [`identity:${runner}`, `credential:${keys.first}`, `credential:${keys.second}`, `credential:${keys.third}`, 'plane:secrets', 'resource:legacy-secret'],
    ]);
  });

  it('does not join a credential to what others touched on the same plane', () => {
    expect(find(`credential:${keys.second}`, 'resource:secrets')).toEqual([]);
  });

  it('keeps to success when asked', () => {
    expect(find(`credential:${keys.first}`, 'resource:release-key')).toHaveLength(1);
    expect(find(`credential:${keys.first}`, 'resource:release-key', { onlySucceeded: true })).toEqual([]);
  });

  it('uses the names of nodes and edges that the picture uses', () => {
    const db = worldInMemory(story);
    const picture = pictureOf(db, { ...wanted, filter: world, groupAbove: 1000 });
    const edges = new Set(picture.edges.map((each) => each.id));
    const [path] = pathsBetween(db, { from: `identity:${runner}`, to: 'resource:orders', onlySucceeded: false, maxHops: 8, all: true });
    expect(path?.edges.every((id) => edges.has(id))).toBe(true);
  });
});
