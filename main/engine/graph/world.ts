import type { HoldingBasis } from '../../../shared/model.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import {
  derivationsByCredentials,
  derivationsByIdentities,
  holdingsByIdentities,
  holdingsVia,
  type DerivationRow,
  type HoldingRow,
} from '../store/graph-links.ts';
import { startsOfCredentials, together, type Starts } from './starts.ts';
import { credentialsById, identitiesById, type CredentialRow, type IdentityRow } from '../store/graph-names.ts';

/** One way by which a credential came into the world: held by a chosen identity, minted, or readable through another credential. */
export interface Step {
  readonly kind: 'held' | 'minted' | 'exposed';
  /** The method of a derivation (`AssumeRole`), or the basis of a holding. */
  readonly label: string;
  readonly basis: HoldingBasis | null;
  readonly at: Micros | null;
  readonly fromIdentity: number | null;
  readonly fromCredential: number | null;
  readonly to: number;
  /** The identity whose authority the credential carries, where a derivation says so. */
  readonly as: number | null;
  readonly event: number | null;
  readonly rationale: string;
  readonly author: string;
}

/** Everything that hangs on the chosen identities and credentials. */
export interface World {
  /** The chosen identities: whatever is recorded under their own name belongs to the world. A role reached through a session is not one of them. */
  readonly identities: ReadonlyMap<number, IdentityRow>;
  /** The chosen credentials. */
  readonly chosen: ReadonlySet<number>;
  readonly credentials: ReadonlyMap<number, CredentialRow>;
  /** For a credential that was somebody else's: the moment from which its uses may be the subject's. */
  readonly since: ReadonlyMap<number, Micros>;
  /** Of several subjects, those that were exposed later than the first, and what is theirs alone: from when each counts. */
  readonly starts: Starts;
  /** Every step inside the world, by time and key. */
  readonly steps: readonly Step[];
}

/**
 * Follows holdings and derivations from the chosen identities and credentials until nothing new is reached. A role is never
 * followed as a whole: only the sessions that were minted by, issued to or exposed to a credential of the world are.
 */
export function worldOf(
  db: ReadDb,
  chosen: { readonly identities: readonly number[]; readonly credentials: readonly number[] },
  starts: Starts = together,
): World {
  const reached = new Map<number, Micros | null>(chosen.credentials.map((id) => [id, null]));
  const steps = new Map<string, Step>();
  const follow = (found: readonly Step[]): void => {
    for (const step of found) steps.set(stepKey(step), step);
  };
  follow(holdingsByIdentities(db, chosen.identities).map(stepOfHolding));
  follow(derivationsByIdentities(db, chosen.identities).map(stepOfDerivation));
  for (const step of steps.values()) reach(reached, step);
  let frontier = [...reached.keys()];
  while (frontier.length > 0) {
    const found = [...derivationsByCredentials(db, frontier).map(stepOfDerivation), ...holdingsVia(db, frontier).map(stepOfHolding)];
    const open = found.filter((step) => isOpen(reached, step));
    follow(open);
    frontier = [...new Set(open.filter((step) => reach(reached, step)).map((step) => step.to))];
  }
  const credentials = credentialsById(db, reached.keys());
  const since = new Map([...reached].flatMap(([id, at]) => (at === null ? [] : [[id, at] as const])));
  return {
    identities: identitiesById(db, chosen.identities),
    chosen: new Set(chosen.credentials),
    credentials,
    since,
    starts: {
      identities: new Map([...starts.identities].filter(([id]) => chosen.identities.includes(id))),
      credentials: starts === together ? starts.credentials : startsOfCredentials([...steps.values()], chosen, starts),
    },
    steps: sortSteps(dropRepeats([...steps.values()]), credentials),
  };
}

function stepOfHolding(row: HoldingRow): Step {
  const foreign = row.basis === 'exposed' || row.basis === 'asserted';
  const { event, rationale, author, basis } = row;
  return {
    kind: foreign ? 'exposed' : 'held',
    label: basis,
    basis,
    at: row.from,
    fromIdentity: row.identity,
    fromCredential: row.via,
    to: row.credential,
    as: null,
    event,
    rationale,
    author,
  };
}

function stepOfDerivation(row: DerivationRow): Step {
  return {
    kind: 'minted',
    label: row.method,
    basis: null,
    at: row.at,
    fromIdentity: row.parentIdentity,
    fromCredential: row.parentCredential,
    to: row.child,
    as: row.childIdentity,
    event: row.event,
    rationale: '',
    author: '',
  };
}

function stepKey(step: Step): string {
  return [step.kind, step.label, step.fromIdentity ?? '', step.fromCredential ?? '', step.to, step.at ?? '', step.rationale].join('\n');
}

/** A credential that became readable at some moment minted nothing of the subject's before it. */
function isOpen(reached: ReadonlyMap<number, Micros | null>, step: Step): boolean {
  const since = step.fromCredential === null ? null : (reached.get(step.fromCredential) ?? null);
  return since === null || step.at === null || step.at >= since;
}

/** Notes when a credential came into the world; true when that is news. Minted ones belong to it for their whole life. */
function reach(reached: Map<number, Micros | null>, step: Step): boolean {
  const own = step.kind === 'minted' || (step.kind === 'held' && step.fromCredential === null) || step.basis === 'used' || step.basis === 'inventory';
  const at = own ? null : step.at;
  const known = reached.get(step.to);
  if (known === undefined) {
    reached.set(step.to, at);
    return true;
  }
  if (known === null || (at !== null && at >= known)) return false;
  reached.set(step.to, at);
  return true;
}

/** A session that a derivation explains needs no second step from the holding of whoever received it. */
function dropRepeats(steps: readonly Step[]): Step[] {
  const minted = new Set(steps.filter((step) => step.kind === 'minted').map((step) => step.to));
  return steps.filter((step) => !(step.kind === 'held' && step.basis !== 'inventory' && minted.has(step.to)));
}

function sortSteps(steps: readonly Step[], credentials: ReadonlyMap<number, CredentialRow>): Step[] {
  const key = (step: Step): string =>
    `${credentials.get(step.to)?.key ?? ''}\n${step.fromCredential === null ? '' : (credentials.get(step.fromCredential)?.key ?? '')}\n${step.kind}\n${step.label}`;
  return [...steps].sort((a, b) => (a.at ?? 0) - (b.at ?? 0) || (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
