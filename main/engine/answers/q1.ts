import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { attemptedOf, successfulOf, type RungCounts } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import { planes } from '../../../shared/model.ts';
import type { Window } from '../graph/windows.ts';
import { counted, listed, utc, utcSpan } from '../graph/words.ts';
import { judgedOf } from '../store/graph-judged.ts';
import { contestedEvents } from '../store/graph-silence.ts';
import { addressRows, endsOf, useRows } from '../store/graph-uses.ts';
import { answerTo, withoutSubject } from './blank.ts';
import type { Ground, Subject } from './ground.ts';
import { namesakes } from './namesakes.ts';
import { coverageOf, realmsOf } from './lights.ts';
import { countsOf, opening, reason, whereOf, within, type Reason, type Table } from './open.ts';

const question = {
  id: 'Q1',
  title: 'Used before the patch and before containment',
  question: 'Did the compromised identity use valid access before the patch, and before containment? First and last successful use, by plane.',
} as const;

interface Stretch {
  readonly window: Window;
  readonly filter: Filter;
  readonly counts: RungCounts;
}

/** Q1: uses of the subject's world before the patch, between patch and containment, and after. */
export function answerQ1(ground: Ground): Answer {
  const { subject, moments, windows } = ground;
  if (!subject || moments.exposure === null) return withoutSubject(question);
  const stretches = windows.map((window) => {
    const filter = within(subject.filter, window.from, window.to);
    return { window, filter, counts: countsOf(ground, filter) };
  });
  const before = stretches.filter(({ window }) => window.to !== null);
  const end = before.at(-1)?.window.to ?? null;
  if (end === null) return withoutEnd(ground, subject, moments.exposure);
  const whole = within(subject.filter, moments.exposure, end);
  const counts = countsOf(ground, whole);
  const realms = realmsOf(
    subject,
    useRows(ground.db, whereOf(ground, whole)).map((row) => row.realm),
  );
  const coverage = coverageOf(ground, realms, moments.exposure, end, true);
  const successful = successfulOf(counts);
  const verdict = successful > 0 ? 'yes' : counts[0] > 0 || !coverage.complete ? 'cannot_tell' : 'no';
  return answerTo(question, {
    verdict,
    sentence: sentenceOf(subject, stretches, whole, verdict),
    successful,
    attempted: attemptedOf(counts),
    unknown: counts[0],
    reasons: [
      ...stretches.map((stretch) => windowReason(ground, stretch)),
      ...sameSecond(ground, subject, stretches),
      ...namesakes(ground, subject),
      ...contested(ground, whole),
      ...ends(ground, whole),
      ...foreignUses(ground, subject, end),
      ...unassessed(ground, whole),
      ...judged(ground, whole),
      ...moments.notes.map(reason),
    ],
    tables: [planeTable(ground, stretches), addressTable(ground, whole, moments.exposure)],
    coverage: [...coverage.lights],
    restsOn: restsOn(ground),
    wouldChange: [
      ...(verdict === 'yes'
        ? [
            'An assessment that these calls were the ordinary work of the identity, and not of whoever compromised it; it is said beside the counts, which stay.',
          ]
        : []),
      ...coverage.missing,
    ],
    opens: opening(ground, `events from exposure to ${utc(end)}`, whole),
  });
}

/** The milestones an answer used, in words. */
export function restsOn({ moments, sources, subject }: Ground): string[] {
  const said = [
    moments.exposure === null ? null : `Exposure began ${utc(moments.exposure)} (milestone).`,
    ...ownExposures(subject),
    moments.patch === null ? null : `Patch deployed ${utc(moments.patch)} (milestone).`,
    moments.contained === null ? null : `Contained ${utc(moments.contained)} (milestone).`,
    ...sources.map((source) => `${source.source}: ${counted(source.events, 'event')} from ${utc(source.from)} to ${utc(source.to)}.`),
  ];
  return said.filter((words) => words !== null);
}

/** Of several subjects, those that count from a later moment. */
function ownExposures(subject: Subject | null): string[] {
  if (!subject) return [];
  const { identities, credentials, starts } = subject.world;
  return [
    ...[...starts.identities].map(([id, at]) => `Exposure of ${identities.get(id)?.display ?? ''} began ${utc(at)} (milestone); it counts from then on.`),
    ...[...starts.credentials].flatMap(([id, at]) =>
      subject.world.chosen.has(id) ? [`Exposure of ${credentials.get(id)?.display ?? ''} began ${utc(at)} (milestone); it counts from then on.`] : [],
    ),
  ];
}

function withoutEnd(ground: Ground, subject: Subject, exposure: Micros): Answer {
  const filter = within(subject.filter, exposure, null);
  const counts = countsOf(ground, filter);
  return answerTo(question, {
    verdict: 'cannot_tell',
    sentence: `${subject.name} used valid access successfully ${counted(successfulOf(counts), 'time')} since the exposure (${utc(exposure)}), but no milestone after it says when the patch was deployed or the incident contained.`,
    successful: successfulOf(counts),
    attempted: attemptedOf(counts),
    unknown: counts[0],
    reasons: ground.moments.notes.map(reason),
    restsOn: restsOn(ground),
    wouldChange: ['Enter the milestones "patch deployed" and "contained".'],
    opens: opening(ground, 'events since exposure', filter),
  });
}

function sentenceOf(subject: Subject, stretches: readonly Stretch[], whole: Filter, verdict: Answer['verdict']): string {
  const bounded = stretches.filter(({ window }) => window.to !== null);
  if (verdict === 'yes') {
    const parts = stretches.map(({ window, counts }) => {
      const time = window.to === null ? '' : ` (${utcSpan(window.from, window.to)})`;
      return `${counted(successfulOf(counts), 'time')} ${window.title}${time}`;
    });
    return `${subject.name}, with everything minted from or exposed to it, used valid access successfully ${listed(parts)}.`;
  }
  const attempts = bounded.reduce((sum, { counts }) => sum + attemptedOf(counts), 0);
  const none = `no successful use is recorded from ${utcSpan(stretches[0]?.window.from ?? 0, whole.to ?? 0)}; ${counted(attempts, 'attempt')} ${attempts === 1 ? 'is' : 'are'}`;
  return verdict === 'no'
    ? `For ${subject.name}, ${none}, and no gap is seen in the logs that would show it (as far as they were not filtered, and data events were switched on).`
    : `For ${subject.name}, ${none}, but the logs that would show it have gaps, are missing or do not say how calls ended.`;
}

function windowReason(ground: Ground, { window, filter, counts }: Stretch): Reason {
  const unknown = counts[0] > 0 ? `, ${counted(counts[0], 'call')} of unknown outcome` : '';
  const time = window.to === null ? `from ${utc(window.from)} on` : utcSpan(window.from, window.to);
  const text = `${window.title.charAt(0).toUpperCase()}${window.title.slice(1)} (${time}): ${successfulOf(counts)} successful, ${attemptedOf(counts)} attempted${unknown}.`;
  return { text, opens: opening(ground, `events ${window.title}`, filter) };
}

/** Two records of one event that say different things: the counts follow one of them. */
function contested(ground: Ground, whole: Filter): Reason[] {
  const events = contestedEvents(ground.db);
  const opens = events.length === 0 ? null : opening(ground, 'events that are told in two ways', { ...whole, events });
  if (!opens || opens.events === 0) return [];
  const text = `For ${opens.events.toLocaleString('en-GB')} of these events another record with the same id says another time, rung, identity or action; the counts follow the one that is shown.`;
  return [{ text, opens }];
}

const second = 1_000_000;

/** Many logs, CloudTrail among them, tell time to the second: an event of the second of a milestone came before or after it. */
function sameSecond(ground: Ground, subject: Subject, stretches: readonly Stretch[]): Reason[] {
  const { exposure, patch, contained } = ground.moments;
  const named = [
    ['exposure', exposure],
    ['patch', patch],
    ['containment', contained],
  ] as const;
  return named.flatMap(([name, at]) => {
    if (at === null || stretches.length === 0) return [];
    const from = Math.floor(at / second) * second;
    const opens = opening(ground, `events in the second of the ${name}`, { ...subject.filter, from, to: from + second });
    if (opens.events === 0) return [];
    const text = `${counted(opens.events, 'event')} ${opens.events === 1 ? 'is' : 'are'} in the same second as the ${name} (${utc(at)}); where a log tells time to the second, which came first cannot be told.`;
    return [{ text, opens }];
  });
}

function ends(ground: Ground, whole: Filter): Reason[] {
  const filter: Filter = { ...whole, rungs: [4] };
  const found = endsOf(ground.db, whereOf(ground, filter));
  if (!found) return [];
  return [
    {
      text: `First successful use ${utc(found.first.at)} (${found.first.action}), last ${utc(found.last.at)} (${found.last.action}).`,
      opens: opening(ground, 'successful uses', filter),
    },
  ];
}

/** Uses of a credential that was somebody else's may be its owner's; the answer says which they are. */
function foreignUses(ground: Ground, subject: Subject, end: Micros): Reason[] {
  return [...subject.world.since].flatMap(([id, since]) => {
    const credential = subject.world.credentials.get(id);
    if (!credential) return [];
    const filter = within({ credentials: [credential.key] }, Math.max(since, ground.moments.exposure ?? since), end);
    const counts = countsOf(ground, filter);
    if (counts.every((events) => events === 0)) return [];
    const text = `Of these, ${successfulOf(counts)} successful and ${attemptedOf(counts)} attempted are uses of ${credential.display}, which the subject got, or could read, from ${utc(since)} on; its owner could use it too, so who made each call is for an assessment to say.`;
    return [{ text, opens: opening(ground, `uses of ${credential.display}`, filter) }];
  });
}

/** How much of it no examiner has judged yet; the machine's reading stands until then. */
function unassessed(ground: Ground, whole: Filter): Reason[] {
  const opens = opening(ground, 'events not assessed yet', { ...whole, unassessed: true });
  const total = opening(ground, '', whole).events;
  if (total === 0) return [];
  const text =
    opens.events === total
      ? 'None of these events has been assessed by an examiner yet.'
      : `${counted(opens.events, 'of these events is', 'of these events are')} not assessed by an examiner yet.`;
  return [{ text, opens }];
}

const determined = {
  attempted: 'attempted',
  successful: 'successful',
  authorised: 'authorised, a legitimate use',
  not_attributable: 'not attributable to the subject',
  irrelevant: 'irrelevant',
} as const;

/** What examiners made of these events. The counts are the machine's reading: an assessment stands beside them and changes none. */
function judged(ground: Ground, whole: Filter): Reason[] {
  return judgedOf(ground.db, whereOf(ground, whole)).map(({ determination, events }) => ({
    text: `${counted(events.length, 'of these events is', 'of these events are')} assessed by an examiner as ${determined[determination]}; the counts above are the machine's reading and do not leave them out.`,
    opens: opening(ground, `events assessed as ${determined[determination]}`, { ...whole, events: [...events] }),
  }));
}

function planeTable(ground: Ground, stretches: readonly Stretch[]): Table {
  const rows = stretches.flatMap(({ window, filter }) => {
    const byPlane = Map.groupBy(useRows(ground.db, whereOf(ground, filter)), (row) => row.plane);
    return planes.flatMap((plane) => {
      const found = byPlane.get(plane);
      if (!found) return [];
      const sum = (test: (rung: number) => boolean): number => found.filter((row) => test(row.rung)).reduce((total, row) => total + row.events, 0);
      const good = found.filter((row) => row.rung === 4);
      const first = good.length > 0 ? utc(Math.min(...good.map((row) => row.first))) : 'none';
      const last = good.length > 0 ? utc(Math.max(...good.map((row) => row.last))) : 'none';
      const cells = [
        window.title,
        plane,
        String(sum((rung) => rung === 4)),
        String(sum((rung) => rung >= 1 && rung <= 3)),
        String(sum((rung) => rung === 0)),
        first,
        last,
      ];
      return [{ cells, opens: opening(ground, `${plane}, ${window.title}`, { ...filter, planes: [plane] }) }];
    });
  });
  return { title: 'By window and plane', columns: ['window', 'plane', 'successful', 'attempted', 'unknown', 'first successful', 'last successful'], rows };
}

/** Where the calls came from; an address that no event of the case names before the exposure is new. */
function addressTable(ground: Ground, whole: Filter, exposure: Micros): Table {
  const rows = addressRows(ground.db, whereOf(ground, whole), exposure).map((row) => ({
    cells: [
      row.ip,
      row.known ? 'seen before the exposure' : 'first seen after the exposure',
      String(successfulOf(row.counts)),
      String(attemptedOf(row.counts)),
      utc(row.first),
      utc(row.last),
    ],
    opens: opening(ground, `from ${row.ip}`, { ...whole, ips: [row.ip] }),
  }));
  return { title: 'By network address', columns: ['address', 'in this case', 'successful', 'attempted', 'first', 'last'], rows };
}
