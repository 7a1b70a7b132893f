import { describe, expect, it } from 'vitest';
import { other, at, keys, runner, story } from '../../../test/support/runner-story.ts';
import { worldInMemory, type MadeWorld } from '../../../test/support/world-builder.ts';
import type { ReadDb } from '../store/db.ts';
import { identityIds, credentialIds } from '../store/graph-names.ts';
import { chainsOf } from './chains.ts';
import { worldOf, type World } from './world.ts';

const of = (db: ReadDb, identity: string): World => worldOf(db, { identities: identityIds(db, [identity]), credentials: [] });
const names = (world: World): string[] => [...world.credentials.values()].map((row) => row.key).sort();

describe('worldOf', () => {
  it('follows three derivations and a key that was read from a secret', () => {
    const world = of(worldInMemory(story), runner);
    expect(names(world)).toEqual([keys.static, keys.first, keys.second, keys.third].sort());
  });

  it('does not merge two callers of one role', () => {
    const db = worldInMemory(story);
    expect(names(of(db, other))).toEqual([keys.others]);
    expect(names(of(db, runner))).not.toContain(keys.others);
  });

  it('counts a key that became readable from then on only', () => {
    const world = of(worldInMemory(story), runner);
    expect([...world.since.values()]).toEqual([at(11.2)]);
  });

  it('does not follow what a key minted before it was readable', () => {
    const early: MadeWorld = {
      ...story,
      derivations: [
        ...(story.derivations ?? []),
        { method: 'GetSessionToken', at: at(5), with: keys.static, child: 'session:EARLY' },
        { method: 'GetSessionToken', at: at(15), with: keys.static, child: 'session:LATE' },
      ],
    };
    const world = of(worldInMemory(early), runner);
    expect(names(world)).toContain('session:LATE');
    expect(names(world)).not.toContain('session:EARLY');
  });

  it('leaves an assertion about a role alone when no session is named', () => {
    const loose: MadeWorld = { ...story, holdings: [{ identity: 'aws:222222222222:role/data', credential: keys.static, basis: 'asserted', from: at(11.2) }] };
    expect(names(of(worldInMemory(loose), runner))).not.toContain(keys.static);
  });
});

describe('chainsOf', () => {
  it('lists the chain hop by hop', () => {
    const world = of(worldInMemory(story), runner);
    const { chains, depth } = chainsOf(world);
    expect(chains.map((chain) => chain.hops.map((hop) => hop.credential.key))).toEqual([[keys.first, keys.second, keys.third, keys.static]]);
    expect([...depth.values()].sort()).toEqual([1, 2, 3, 4]);
    expect(chains.flatMap((chain) => chain.hops).some((hop) => hop.missing || hop.loop)).toBe(false);
  });

  it('marks a chain that comes back to a role it had', () => {
    const back: MadeWorld = {
      ...story,
      derivations: [
        ...(story.derivations ?? []),
        { method: 'AssumeRole', at: at(11.5), with: keys.third, child: 'session:ASIA5555', as: 'aws:111111111111:role/deploy' },
      ],
    };
    const { chains } = chainsOf(of(worldInMemory(back), runner));
    const loops = chains.filter((chain) => chain.hops.some((hop) => hop.loop));
    expect(loops.map((chain) => chain.hops.at(-1)?.credential.key)).toEqual(['session:ASIA5555']);
  });

  it('ends where derivations run in a circle', () => {
    const circle: MadeWorld = {
      ...story,
      derivations: [
        ...(story.derivations ?? []),
        { method: 'AssumeRole', at: at(11.5), with: keys.third, child: keys.first, as: 'aws:111111111111:role/deploy' },
      ],
    };
    const { chains } = chainsOf(of(worldInMemory(circle), runner));
    expect(chains.some((chain) => chain.hops.at(-1)?.loop && chain.hops.at(-1)?.credential.key === keys.first)).toBe(true);
    expect(chains.length).toBeLessThan(5);
  });

  it('marks a session whose issuing is not in the logs', () => {
    const db = worldInMemory({ ...story, derivations: [] });
    const { chains } = chainsOf(worldOf(db, { identities: [], credentials: credentialIds(db, [keys.second]) }));
    expect(chains).toHaveLength(1);
    expect(chains[0]?.hops[0]?.missing).toBe(true);
  });
});
