import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { Validity } from '../../../shared/model.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import type { Micros } from '../../../shared/time.ts';
import type { Life } from '../graph/life.ts';
import { lateIn } from '../graph/descendants.ts';
import { validityAt, type ValidityVerdict } from '../graph/validity.ts';
import { counted, listed, someOf, utc } from '../graph/words.ts';
import { answerTo, withoutSubject } from './blank.ts';
import type { Ground, Subject } from './ground.ts';
import { coverageOf, realmsOf } from './lights.ts';
import { countsOf, opening, reason, within, type Reason } from './open.ts';
import { restsOn } from './q1.ts';

const question = {
  id: 'Q2',
  title: 'Still valid after the patch',
  question: 'Which credentials that it held, minted or could read were still valid after the patch, after containment, and now (case clock)?',
} as const;

interface Moment {
  readonly name: string;
  readonly at: Micros;
}

interface Standing {
  readonly life: Life;
  readonly verdicts: readonly ValidityVerdict[];
}

/** Q2: every credential of the subject's world at exposure, patch, containment and the case clock. */
export function answerQ2(ground: Ground): Answer {
  const { subject, moments } = ground;
  if (!subject || moments.exposure === null || moments.clock === null) return withoutSubject(question);
  const ends: Moment[] = [
    ...(moments.patch === null ? [] : [{ name: 'patch', at: moments.patch }]),
    ...(moments.contained === null ? [] : [{ name: 'containment', at: moments.contained }]),
    { name: 'case clock', at: moments.clock },
  ];
  const all: Moment[] = [{ name: 'exposure', at: moments.exposure }, ...ends];
  const standings = [...subject.lives.values()].map((life) => ({ life, verdicts: all.map((moment) => validityAt(life, moment.at)) })).sort(byStanding);
  const count = (at: number, validity: Validity): number => standings.filter(({ verdicts }) => verdicts[at + 1]?.validity === validity).length;
  const anyValid = ends.some((_, at) => count(at, 'valid') > 0);
  const anyUnknown = ends.some((_, at) => count(at, 'unknown') > 0);
  const coverage = coverageOf(ground, realmsOf(subject, []), moments.exposure, Math.max(...ends.map(({ at }) => at)) as Micros, false);
  const verdict = anyValid ? 'yes' : anyUnknown || !coverage.complete || standings.length === 0 ? 'cannot_tell' : 'no';
  const after = within(subject.filter, ends[0]?.at ?? moments.clock, null);
  const counts = countsOf(ground, after);
  return answerTo(question, {
    verdict,
    sentence: sentenceOf(subject, standings, ends, count),
    successful: successfulOf(counts),
    attempted: attemptedOf(counts),
    unknown: counts[0],
    reasons: [...ends.map((moment, at) => momentReason(ground, standings, moment, at + 1)), ...remarks(subject, standings)],
    tables: [
      {
        title: 'Each credential at each moment',
        columns: ['credential', 'of', ...all.map((moment) => `${moment.name} ${utc(moment.at)}`), 'rule', 'uses since the patch'],
        rows: standings.map((standing) => row(ground, subject, standing, all, ends[0]?.at ?? null)),
      },
    ],
    coverage: [...coverage.lights],
    restsOn: [
      ...restsOn(ground),
      moments.clockSet ? `Case clock ${utc(moments.clock)}, as set.` : `Case clock ${utc(moments.clock)}: the last event, because nobody set it.`,
    ],
    wouldChange: [
      ...(anyValid || anyUnknown
        ? ['A revocation, deactivation or expiry record for the credentials that are valid or unknown (IAM credential report, CloudTrail of their account).']
        : []),
      ...coverage.missing,
    ],
    opens: opening(ground, `uses since the ${ends[0]?.name ?? 'patch'}`, after),
  });
}

const order: readonly Validity[] = ['valid', 'unknown', 'revoked', 'superseded', 'expired', 'not_issued'];

function byStanding(a: Standing, b: Standing): number {
  for (let at = a.verdicts.length - 1; at > 0; at -= 1) {
    const difference = order.indexOf(a.verdicts[at]?.validity ?? 'unknown') - order.indexOf(b.verdicts[at]?.validity ?? 'unknown');
    if (difference !== 0) return difference;
  }
  return a.life.credential.key < b.life.credential.key ? -1 : 1;
}

/** `…7X2Q (ci-legacy)`. */
export function nameOf(life: Life): string {
  const { display } = life.credential;
  return life.holder && !display.includes(life.holder.display) ? `${display} (${life.holder.display})` : display;
}

function sentenceOf(subject: Subject, standings: readonly Standing[], ends: readonly Moment[], count: (at: number, validity: Validity) => number): string {
  const total = standings.length;
  const parts = ends.map(({ name, at }, index) => {
    const valid = standings.filter(({ verdicts }) => verdicts[index + 1]?.validity === 'valid').map(({ life }) => nameOf(life));
    const inferred = standings.filter(({ verdicts }) => verdicts[index + 1]?.validity === 'valid' && verdicts[index + 1]?.inferred === true).length;
    const open = count(index, 'unknown');
    const named = valid.length > 0 && valid.length <= 3 ? ` (${listed(valid)})` : '';
    const because =
      inferred > 0 ? `, ${inferred === valid.length ? '' : `${inferred} of them `}only because no record ends ${inferred === 1 ? 'it' : 'them'}` : '';
    return `at the ${name} (${utc(at)}) ${valid.length === 0 ? 'none' : valid.length}${named}${because}${open > 0 ? `, and ${open} cannot be told` : ''}`;
  });
  return `Of ${counted(total, 'credential')} that ${subject.name} held, minted or could read, valid were: ${parts.join('; ')}.`;
}

function momentReason(ground: Ground, standings: readonly Standing[], moment: Moment, at: number): Reason {
  const valid = standings.filter(({ verdicts }) => verdicts[at]?.validity === 'valid');
  const unknown = standings.filter(({ verdicts }) => verdicts[at]?.validity === 'unknown');
  const names = [
    ...(valid.length > 0
      ? [
          `valid: ${someOf(
            valid.map(({ life }) => nameOf(life)),
            8,
          )}`,
        ]
      : ['none shown valid']),
    ...(unknown.length > 0
      ? [
          `cannot tell: ${someOf(
            unknown.map(({ life }) => nameOf(life)),
            8,
          )}`,
        ]
      : []),
  ];
  const keys = valid.map(({ life }) => life.credential.key).sort();
  const filter: Filter = { credentials: keys, from: moment.at };
  return {
    text: `At the ${moment.name} (${utc(moment.at)}): ${names.join('; ')}.`,
    opens: keys.length === 0 ? null : opening(ground, `uses from then on of the ${counted(keys.length, 'credential')} valid then`, filter),
  };
}

function remarks(subject: Subject, standings: readonly Standing[]): Reason[] {
  const notes = [...new Set(standings.map(({ life }) => life.parentNote).filter((note) => note !== ''))].map(reason);
  const loose = subject.world.steps
    .filter((step) => step.kind === 'exposed')
    .map(
      (step) =>
        `${subject.world.credentials.get(step.to)?.display ?? ''} counts because it was ${step.label === 'asserted' ? `asserted by ${step.author} to be readable: ${step.rationale}` : 'readable, as a record shows'}${step.at === null ? '' : ` (from ${utc(step.at)})`}.`,
    );
  const over =
    subject.over > 0
      ? [reason(`${counted(subject.over, 'credential')} of the same origin had ended before the exposure and ${subject.over === 1 ? 'is' : 'are'} not listed.`)]
      : [];
  return [...notes, ...loose.map((text) => reason(text)), ...over];
}

function row(
  ground: Ground,
  subject: Subject,
  { life, verdicts }: Standing,
  moments: readonly Moment[],
  since: Micros | null,
): Answer['tables'][number]['rows'][number] {
  const rule = verdicts.map((verdict, at) => ({ verdict, name: moments[at]?.name ?? '' })).slice(1);
  const rules = [...Map.groupBy(rule, ({ verdict }) => `${verdict.rule}${verdict.inferred ? ' [inferred]' : ''}`)].map(
    ([text, group]) => `${listed(group.map(({ name }) => name))}: ${text}`,
  );
  const from = Math.max(since ?? 0, lateIn(subject.world).get(life.credential.id) ?? 0);
  const filter = within({ credentials: [life.credential.key] }, from, null);
  const counts = countsOf(ground, filter);
  return {
    cells: [
      life.credential.display,
      life.holder?.display ?? 'unknown',
      ...verdicts.map(({ validity }) => validity.replace('_', ' ')),
      rules.join(' · '),
      `${successfulOf(counts)} successful, ${attemptedOf(counts)} attempted${counts[0] > 0 ? `, ${counts[0]} unknown` : ''}`,
    ],
    opens: opening(ground, `uses of ${life.credential.display} since the ${moments[1]?.name ?? 'patch'}`, filter),
  };
}
