import type { Micros } from '../../../shared/time.ts';
import type { ReadDb } from '../store/db.ts';
import { factsOf, sessionRevocations, usesOf, type FactRow, type RevocationRow, type UseSummary } from '../store/graph-life.ts';
import { derivationsOf, holdingsOf, type DerivationRow, type HoldingRow } from '../store/graph-links.ts';
import { standingMilestones, type MilestoneRow } from '../store/graph-moments.ts';
import { credentialsById, identitiesById, type CredentialRow, type IdentityRow } from '../store/graph-names.ts';
import { endsFromFacts, type LifeEnd } from './ends.ts';
import { longestLife } from './provider-rules.ts';
import { utc } from './words.ts';

/** A moment in a life with what it rests on. `inferred`: by a provider's rule or from first use, not from a record. */
export interface LifeMoment {
  readonly at: Micros;
  readonly inferred: boolean;
  readonly words: string;
}

/** What the case knows about the life of one credential. */
export interface Life {
  readonly credential: CredentialRow;
  readonly holder: IdentityRow | null;
  readonly minted: DerivationRow | null;
  readonly chained: boolean;
  readonly exposed: boolean;
  readonly issued: LifeMoment | null;
  readonly expires: LifeMoment | null;
  /** In order of time. */
  readonly ends: readonly LifeEnd[];
  readonly uses: UseSummary | null;
  readonly facts: readonly FactRow[];
  readonly holdings: readonly HoldingRow[];
  /** Said of a session whose parent ended: that does not end it. */
  readonly parentNote: string;
}

/** Lives of these credentials, by id. */
export function livesOf(db: ReadDb, ids: readonly number[]): Map<number, Life> {
  const minted = Map.groupBy(derivationsOf(db, ids), (row) => row.child);
  const parents = [...minted.values()].flat().flatMap((row) => (row.parentCredential === null ? [] : [row.parentCredential]));
  const credentials = credentialsById(db, new Set([...ids, ...parents]));
  const facts = Map.groupBy(factsOf(db, credentials.keys()), (row) => row.credential);
  const holdings = Map.groupBy(holdingsOf(db, ids), (row) => row.credential);
  const uses = usesOf(db, ids);
  const identities = identitiesById(db, new Set([...holdings.values(), ...minted.values()].flat().flatMap(identitiesIn)));
  const revocations = sessionRevocations(db);
  const milestones = standingMilestones(db).filter((row) => row.credential !== null);
  return new Map(
    ids.flatMap((id) => {
      const credential = credentials.get(id);
      if (!credential) return [];
      const rows = minted.get(id) ?? [];
      const row = rows.find((each) => each.parentCredential !== null) ?? rows[0] ?? null;
      const parent = row?.parentCredential ?? null;
      const parentEnds = parent === null ? [] : endsFromFacts(facts.get(parent) ?? [], []);
      const parentName = parent === null ? '' : (credentials.get(parent)?.display ?? '');
      return [
        [
          id,
          lifeOf({
            credential,
            minted: row,
            facts: facts.get(id) ?? [],
            holdings: holdings.get(id) ?? [],
            uses: uses.get(id) ?? null,
            identities,
            revocations,
            milestones,
            parentEnds,
            parentName,
          }),
        ],
      ];
    }),
  );
}

function identitiesIn(row: DerivationRow | HoldingRow): number[] {
  return 'identity' in row ? [row.identity] : [row.parentIdentity, row.childIdentity].filter((id) => id !== null);
}

interface Known {
  readonly credential: CredentialRow;
  readonly minted: DerivationRow | null;
  readonly facts: readonly FactRow[];
  readonly holdings: readonly HoldingRow[];
  readonly uses: UseSummary | null;
  readonly identities: ReadonlyMap<number, IdentityRow>;
  readonly revocations: readonly RevocationRow[];
  readonly milestones: readonly MilestoneRow[];
  readonly parentEnds: readonly LifeEnd[];
  readonly parentName: string;
}

function lifeOf(known: Known): Life {
  const { credential, minted, facts, holdings, uses, identities } = known;
  const chained =
    minted !== null && minted.parentIdentity !== null && identities.get(minted.parentIdentity)?.kind === 'role' && minted.method.startsWith('AssumeRole');
  const issued = issuedOf(known);
  const expires = expiresOf(known, issued, chained);
  const ends = [...endsFromFacts(facts, holdings), ...endsFromMilestones(known), ...endsFromRevocations(known, issued)].sort(
    (a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1),
  );
  return {
    credential,
    minted,
    chained,
    issued,
    expires,
    ends,
    uses,
    facts,
    holdings,
    holder: holderOf(known),
    exposed: holdings.some((row) => row.basis === 'exposed' || row.basis === 'asserted'),
    parentNote: parentNoteOf(known),
  };
}

function parentNoteOf({ credential, parentEnds, parentName }: Known): string {
  const end = parentEnds.find((each) => each.kind === 'deleted' || each.kind === 'deactivated' || each.kind === 'revoked');
  if (!end || credential.kind !== 'session') return '';
  return `Its parent ${parentName} was ${end.kind} at ${utc(end.at)}; that does not end sessions minted from it.`;
}

/** Who it belongs to: the identity whose authority it carries, else a holder who is not merely able to read it, and who is named. */
function holderOf({ minted, holdings, identities }: Known): IdentityRow | null {
  const order = ['used', 'inventory', 'issued', 'asserted', 'exposed'];
  const rank = (row: HoldingRow): number => order.indexOf(row.basis) + (identities.get(row.identity)?.kind === 'anonymous' ? order.length : 0);
  const best = [...holdings].sort((a, b) => rank(a) - rank(b))[0];
  return identities.get(minted?.childIdentity ?? best?.identity ?? -1) ?? null;
}

function issuedOf({ facts, minted, uses }: Known): LifeMoment | null {
  const fact = facts.find((row) => row.what === 'issued' && row.at !== null);
  // IAM's credential report gives one time for making and for changing.
  if (fact?.at != null && fact.detail.endsWith(' last changed)'))
    return { at: fact.at, inferred: true, words: `issued by ${utc(fact.at)} at the latest (${fact.detail})` };
  if (fact?.at != null) return { at: fact.at, inferred: false, words: `issued ${utc(fact.at)}${fact.detail === '' ? '' : ` (${fact.detail})`}` };
  if (!minted) return null;
  const inferred = minted.event === null || minted.at === uses?.first;
  return {
    at: minted.at,
    inferred,
    words: inferred ? `issued by ${utc(minted.at)} at the latest (${minted.method})` : `issued ${utc(minted.at)} (${minted.method})`,
  };
}

function expiresOf({ credential, facts, minted, uses }: Known, issued: LifeMoment | null, chained: boolean): LifeMoment | null {
  const fact = facts.filter((row) => row.what === 'expires' && row.at !== null).at(-1);
  if (fact?.at != null) return { at: fact.at, inferred: false, words: `expires ${utc(fact.at)} by its record` };
  const rule = longestLife(credential, { method: minted?.method ?? null, chained });
  const start = issued?.at ?? uses?.first ?? null;
  if (!rule || start === null) return null;
  const at = (start + rule.hours * 3_600_000_000) as Micros;
  const from = issued && !issued.inferred ? `issued ${utc(start)}` : `in use by ${utc(start)}`;
  return { at, inferred: true, words: `${rule.words}; ${from}, so it ended by ${utc(at)} at the latest` };
}

function endsFromMilestones({ credential, milestones }: Known): LifeEnd[] {
  return milestones.flatMap((row) => {
    if (row.credential !== credential.id || (row.kind !== 'credential_revoked' && row.kind !== 'credential_rotated')) return [];
    const kind = row.kind === 'credential_revoked' ? 'revoked' : 'rotated';
    return [{ at: row.at, kind, words: `${kind} ${utc(row.at)} by milestone, entered by ${row.author}`, newHolders: [] } as const];
  });
}

/** A deny by `aws:TokenIssueTime` kills the sessions issued before it and no later ones; a session in use before it was issued before it. */
function endsFromRevocations({ credential, minted, holdings, uses, identities, revocations }: Known, issued: LifeMoment | null): LifeEnd[] {
  if (credential.kind !== 'session') return [];
  const bearers = new Set([
    ...(minted?.childIdentity == null ? [] : [minted.childIdentity]),
    ...holdings.filter((row) => row.basis === 'used').map((row) => row.identity),
  ]);
  const born = issued?.at ?? uses?.first ?? null;
  return revocations.flatMap((row) => {
    if (!bearers.has(row.identity) || born === null || born >= row.issuedBefore) return [];
    const name = identities.get(row.identity)?.display ?? 'its role';
    return [
      { at: row.at, kind: 'revoked' as const, words: `sessions of ${name} issued before ${utc(row.issuedBefore)} revoked ${utc(row.at)}`, newHolders: [] },
    ];
  });
}
