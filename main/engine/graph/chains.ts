import type { CredentialRow } from '../store/graph-names.ts';
import type { Step, World } from './world.ts';

/** One credential on a chain and the step that led to it. */
export interface Hop {
  /** Null for a credential that was itself named as compromised. */
  readonly step: Step | null;
  readonly credential: CredentialRow;
  /** A session whose minting no record shows: what lies before it cannot be told. */
  readonly missing: boolean;
  /** The chain returns here to a role or credential it already had. */
  readonly loop: boolean;
}

/** How one credential at the end was reached, hop by hop. */
export interface Chain {
  readonly identity: number | null;
  readonly hops: readonly Hop[];
}

export interface Chains {
  readonly chains: readonly Chain[];
  /** Hops from the subject to each credential of the world, by the shortest way: 0 for what it held itself. */
  readonly depth: ReadonlyMap<number, number>;
  /** Chains beyond the limit. */
  readonly leftOut: number;
}

const most = 500;

/** Every chain of the world from a chosen identity or credential to a credential that leads nowhere further. Loops are cut where they close, and marked. */
export function chainsOf(world: World): Chains {
  const onward = Map.groupBy(world.steps, parentOf);
  const depth = depths(world, onward);
  const chains: Chain[] = [];
  let leftOut = 0;
  const end = (identity: number | null, hops: readonly Hop[]): void => {
    if (hops.length === 0) return;
    if (chains.length < most) chains.push({ identity, hops });
    else leftOut += 1;
  };
  const walk = (identity: number | null, hops: readonly Hop[], parent: string): void => {
    const last = hops.at(-1);
    const steps = last?.loop && closes(hops) ? [] : (onward.get(parent) ?? []).filter((step) => world.credentials.has(step.to));
    if (steps.length === 0 || chains.length >= most) return end(identity, hops);
    for (const step of steps) {
      const credential = world.credentials.get(step.to) as CredentialRow;
      const again = hops.some((hop) => hop.credential.id === credential.id || (step.as !== null && hop.step?.as === step.as));
      walk(identity, [...hops, { step, credential, missing: isMissing(step, credential), loop: again }], `credential ${credential.id}`);
    }
  };
  for (const identity of world.identities.keys()) walk(identity, [], `identity ${identity}`);
  for (const id of world.chosen) {
    const credential = world.credentials.get(id);
    const explained = world.steps.some((step) => step.to === id);
    if (credential && !explained) walk(null, [{ step: null, credential, missing: credential.kind === 'session', loop: false }], `credential ${id}`);
  }
  return { chains, depth, leftOut };
}

/** Where a step starts: the credential it came through when that is known, else the identity. */
export function parentOf(step: Step): string {
  return step.fromCredential === null ? `identity ${step.fromIdentity ?? ''}` : `credential ${step.fromCredential}`;
}

function closes(hops: readonly Hop[]): boolean {
  const last = hops.at(-1);
  return hops.slice(0, -1).some((hop) => hop.credential.id === last?.credential.id);
}

function isMissing(step: Step, credential: CredentialRow): boolean {
  return step.kind === 'held' && step.basis === 'used' && credential.kind === 'session';
}

function depths(world: World, onward: ReadonlyMap<string, Step[]>): Map<number, number> {
  const depth = new Map<number, number>();
  let frontier: { name: string; deep: number }[] = [...world.identities.keys()].map((id) => ({ name: `identity ${id}`, deep: -1 }));
  for (const id of world.chosen) {
    depth.set(id, 0);
    frontier.push({ name: `credential ${id}`, deep: 0 });
  }
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { name, deep } of frontier) {
      for (const step of onward.get(name) ?? []) {
        const reached = deep + 1 + (deep < 0 && step.kind !== 'held' ? 1 : 0);
        if ((depth.get(step.to) ?? Infinity) <= reached) continue;
        depth.set(step.to, reached);
        next.push({ name: `credential ${step.to}`, deep: reached });
      }
    }
    frontier = next;
  }
  return depth;
}
