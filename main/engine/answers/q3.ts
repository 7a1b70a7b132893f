import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { attemptedOf, successfulOf, type RungCounts } from '../../../shared/rungs.ts';
import { chainsOf, type Chain, type Chains, type Hop } from '../graph/chains.ts';
import { lateIn } from '../graph/descendants.ts';
import { counted, listed, utc } from '../graph/words.ts';
import { credentialsById, identitiesById } from '../store/graph-names.ts';
import { sessionsWithoutOrigin, useRows } from '../store/graph-uses.ts';
import { answerTo, withoutSubject } from './blank.ts';
import type { Ground, Subject } from './ground.ts';
import { namesakes } from './namesakes.ts';
import { coverageOf, realmsOf } from './lights.ts';
import { countsOf, opening, reason, whereOf, within, type Reason, type Table } from './open.ts';
import { restsOn } from './q1.ts';
import { derivedCredentials, widenedBy, type Widening } from './widening.ts';

const question = {
  id: 'Q3',
  title: 'Access widened by chains',
  question:
    'Did role chaining, instance profiles, service-account impersonation or delegation widen access beyond the original process? Show each chain and what only the chain reached.',
} as const;

/** Q3: the chains of the subject's world, and what was reached through them alone. */
export function answerQ3(ground: Ground): Answer {
  const { subject, moments, span } = ground;
  if (!subject || moments.exposure === null || !span) return withoutSubject(question);
  const chains = chainsOf(subject.world);
  const derived = new Set(derivedCredentials(subject));
  const shown = chains.chains.filter(({ hops }) => hops.some((hop) => derived.has(hop.credential.id) && subject.lives.has(hop.credential.id)));
  const widening = widenedBy(ground, subject);
  const others = usesOfOthers(ground, subject, derived);
  const counts = widening.filter ? countsOf(ground, widening.filter) : (others?.counts ?? ([0, 0, 0, 0, 0] as const));
  const end = moments.contained ?? moments.patch ?? span.to;
  const realms = realmsOf(
    subject,
    useRows(ground.db, whereOf(ground, within(subject.filter, moments.exposure, null))).map((row) => row.realm),
  );
  const coverage = coverageOf(ground, realms, moments.exposure, end, true);
  const verdict = widening.rows.length > 0 ? 'yes' : counts[0] > 0 || !coverage.complete ? 'cannot_tell' : 'no';
  const orphans = sessionsWithoutKnownOrigin(ground, subject);
  return answerTo(question, {
    verdict,
    sentence: sentenceOf(subject, shown, widening, verdict, ground),
    successful: successfulOf(counts),
    attempted: attemptedOf(counts),
    unknown: counts[0],
    reasons: [
      ...chainReasons(ground, subject, shown),
      ...(others?.reasons ?? []),
      ...orphans,
      ...namesakes(ground, subject),
      ...(chains.leftOut > 0 ? [reason(`${counted(chains.leftOut, 'further chain')} not listed here.`)] : []),
    ],
    tables: [hopTable(ground, subject, chains), widening.table],
    coverage: [...coverage.lights],
    restsOn: restsOn(ground),
    wouldChange: [...(orphans.length > 0 ? ['The records that issued those sessions (AssumeRole in the account of the caller).'] : []), ...coverage.missing],
    opens: widening.filter ? opening(ground, 'events through chains', widening.filter) : null,
  });
}

function sentenceOf(subject: Subject, chains: readonly Chain[], widening: Widening, verdict: Answer['verdict'], ground: Ground): string {
  const longest = [...chains].sort((a, b) => b.hops.length - a.hops.length)[0];
  const path = longest ? ` The longest: ${chainWords(ground, subject, longest)}.` : '';
  if (verdict === 'yes')
    return `Yes: ${counted(chains.length, 'chain')} led from ${subject.name} to what it could not reach by itself: ${widening.words}.${path}`;
  if (chains.length === 0)
    return `No chain leads from ${subject.name} in the logs of this case${verdict === 'no' ? ', and no gap is seen in them' : ', but they have gaps or are missing'}.`;
  return `${counted(chains.length, 'chain')} led from ${subject.name}, but nothing was reached with success through them alone${verdict === 'no' ? '' : ' as far as the logs show'}.${path}`;
}

/** `build-runner → …M4TQ (deploy-ci) → …9ZKD (release-signer)`. */
function chainWords(ground: Ground, subject: Subject, chain: Chain): string {
  const roles = identitiesById(
    ground.db,
    chain.hops.flatMap((hop) => (hop.step?.as == null ? [] : [hop.step.as])),
  );
  const start = chain.identity === null ? [] : [subject.world.identities.get(chain.identity)?.display ?? ''];
  return [
    ...start,
    ...chain.hops.map(
      (hop) =>
        `${hop.credential.display}${hop.step?.as == null ? '' : ` (${roles.get(hop.step.as)?.display ?? ''})`}${hop.step?.kind === 'exposed' ? ' [exposed]' : ''}`,
    ),
  ].join(' → ');
}

function chainReasons(ground: Ground, subject: Subject, chains: readonly Chain[]): Reason[] {
  return chains.slice(0, 40).map((chain) => {
    const last = chain.hops.at(-1) as Hop;
    const marks = [
      ...(chain.hops.some((hop) => hop.missing) ? ['a hop is missing: the issuing of a session on it is not in the logs'] : []),
      ...(chain.hops.some((hop) => hop.loop) ? ['it loops: it comes back to a role or credential that it already had'] : []),
    ];
    const filter = usesOf(subject, last);
    return {
      text: `${chainWords(ground, subject, chain)}${marks.length > 0 ? ` (${marks.join('; ')})` : ''}.`,
      opens: opening(ground, `uses of ${last.credential.display}`, filter),
    };
  });
}

function usesOf(subject: Subject, hop: Hop): Filter {
  return within({ credentials: [hop.credential.key] }, lateIn(subject.world).get(hop.credential.id) ?? null, null);
}

/** Credentials that the subject got or could read at some moment count from then on, each from its own: no one filter selects them all. */
function usesOfOthers(ground: Ground, subject: Subject, derived: ReadonlySet<number>): { counts: RungCounts; reasons: Reason[] } | null {
  const late = [...lateIn(subject.world)].flatMap(([id, since]) => {
    const credential = derived.has(id) ? subject.world.credentials.get(id) : undefined;
    if (!credential) return [];
    const filter = within({ credentials: [credential.key] }, Math.max(since, ground.moments.exposure ?? since), null);
    return [{ counts: countsOf(ground, filter), since, credential, filter }];
  });
  const used = late.filter(({ counts }) => counts.some((events) => events > 0));
  if (used.length === 0) return null;
  const sum = (rung: 0 | 1 | 2 | 3 | 4): number => used.reduce((total, { counts }) => total + counts[rung], 0);
  return {
    counts: [sum(0), sum(1), sum(2), sum(3), sum(4)],
    reasons: used.map(({ credential, since, filter, counts }) => ({
      text: `${credential.display}, which the subject got, or could read, from ${utc(since)} on: ${successfulOf(counts)} successful, ${attemptedOf(counts)} attempted since; its owner could use it too.`,
      opens: opening(ground, `uses of ${credential.display}`, filter),
    })),
  };
}

function hopTable(ground: Ground, subject: Subject, chains: Chains): Table {
  const seen = new Map<number, Hop>();
  for (const chain of chains.chains)
    for (const hop of chain.hops) if (!seen.has(hop.credential.id) && subject.lives.has(hop.credential.id)) seen.set(hop.credential.id, hop);
  const parents = credentialsById(
    ground.db,
    [...seen.values()].flatMap((hop) => (hop.step?.fromCredential == null ? [] : [hop.step.fromCredential])),
  );
  const people = identitiesById(
    ground.db,
    [...seen.values()].flatMap((hop) => [hop.step?.as, hop.step?.fromIdentity].filter((id) => id != null)),
  );
  const rows = [...seen.values()]
    .map((hop) => ({ hop, depth: chains.depth.get(hop.credential.id) ?? 0 }))
    .sort((a, b) => a.depth - b.depth || (a.hop.step?.at ?? 0) - (b.hop.step?.at ?? 0) || (a.hop.credential.key < b.hop.credential.key ? -1 : 1))
    .map(({ hop, depth }) => {
      const { step, credential } = hop;
      const counts = countsOf(ground, usesOf(subject, hop));
      const from =
        step?.fromCredential == null
          ? (people.get(step?.fromIdentity ?? -1)?.display ?? 'named by milestone')
          : (parents.get(step.fromCredential)?.display ?? '');
      const cells = [
        String(depth),
        credential.display,
        people.get(step?.as ?? -1)?.display ?? subject.lives.get(credential.id)?.holder?.display ?? '',
        step?.label ?? 'named',
        from,
        step?.at == null ? 'not recorded' : utc(step.at),
        String(successfulOf(counts)),
        String(attemptedOf(counts)),
        hop.missing ? 'issuing not in the logs' : hop.loop ? 'loop' : '',
      ];
      return { cells, opens: opening(ground, `uses of ${credential.display}`, usesOf(subject, hop)) };
    });
  return { title: 'Hops', columns: ['hop', 'credential', 'as', 'how', 'from', 'when', 'successful', 'attempted', 'remark'], rows };
}

/** Other sessions of the same roles may be the subject's or another caller's; nothing is guessed about them. */
function sessionsWithoutKnownOrigin(ground: Ground, subject: Subject): Reason[] {
  const roles = [...new Set(subject.world.steps.flatMap((step) => (step.as === null ? [] : [step.as])))];
  const { exposure } = ground.moments;
  if (roles.length === 0 || exposure === null || !ground.span) return [];
  const ids = sessionsWithoutOrigin(ground.db, roles, exposure, (ground.span.to + 1) as typeof ground.span.to).filter(
    (id) => !subject.world.credentials.has(id),
  );
  if (ids.length === 0) return [];
  const rows = [...credentialsById(ground.db, ids).values()];
  const text = `${counted(rows.length, 'further session')} of the same roles (${listed(rows.slice(0, 6).map((row) => row.display))}${rows.length > 6 ? ' …' : ''}) ${rows.length === 1 ? 'was' : 'were'} in use after the exposure, and no record shows who minted ${rows.length === 1 ? 'it' : 'them'}: ${rows.length === 1 ? 'it is' : 'they are'} not counted as the subject's.`;
  return [{ text, opens: opening(ground, 'their events', within({ credentials: rows.map((row) => row.key).sort() }, exposure, null)) }];
}
