import { planes, type Plane } from '../../../shared/model.ts';
import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import { counted, listed, utc } from '../graph/words.ts';
import { useRows, type UseRow } from '../store/graph-uses.ts';
import { answerTo, withoutSubject } from './blank.ts';
import type { Ground } from './ground.ts';
import { coverageOf, realmsOf } from './lights.ts';
import { countsOf, opening, reason, whereOf, within, type Reason } from './open.ts';
import { restsOn } from './q1.ts';

const question = {
  id: 'Q4',
  title: 'Planes reached',
  question: 'Which planes were reached: identity, secrets, management, delivery, source, data, compute, network, agent? Attempted and successful apart.',
} as const;

/** Q4: planes that the subject's world reached since the exposure. */
export function answerQ4(ground: Ground): Answer {
  const { subject, moments, span } = ground;
  if (!subject || moments.exposure === null || !span) return withoutSubject(question);
  const base = within(subject.filter, moments.exposure, null);
  const uses = useRows(ground.db, whereOf(ground, base));
  const counts = countsOf(ground, base);
  const end = moments.contained ?? moments.patch ?? span.to;
  const coverage = coverageOf(
    ground,
    realmsOf(
      subject,
      uses.map((row) => row.realm),
    ),
    moments.exposure,
    end,
    true,
  );
  const found = planes.map((plane) => ({ plane, rows: uses.filter((row) => row.plane === plane) }));
  const reached = found.filter(({ rows }) => rows.some((row) => row.rung === 4)).map(({ plane }) => plane);
  const tried = found.filter(({ rows }) => rows.length > 0 && rows.every((row) => row.rung !== 4)).map(({ plane }) => plane);
  const silent = found.filter(({ rows }) => rows.length === 0).map(({ plane }) => plane);
  const verdict = reached.length > 0 ? 'yes' : counts[0] > 0 || !coverage.complete ? 'cannot_tell' : 'no';
  return answerTo(question, {
    verdict,
    sentence: sentenceOf(subject.name, reached, tried, silent, coverage.complete),
    successful: successfulOf(counts),
    attempted: attemptedOf(counts),
    unknown: counts[0],
    reasons: [
      ...neverSucceeded(ground, base, uses),
      ...(coverage.complete
        ? []
        : [reason('A plane without a recorded call may still have been reached: the logs that would show it have gaps or are missing.')]),
    ],
    tables: [
      {
        title: 'By plane, since the exposure',
        columns: ['plane', 'successful', 'attempted', 'unknown', 'first', 'last'],
        rows: found.filter(({ rows }) => rows.length > 0).map(({ plane, rows }) => planeRow(ground, base, plane, rows)),
      },
    ],
    coverage: [...coverage.lights],
    restsOn: restsOn(ground),
    wouldChange: [...coverage.missing],
    opens: opening(ground, 'events since exposure', base),
  });
}

function sentenceOf(name: string, reached: readonly Plane[], tried: readonly Plane[], silent: readonly Plane[], complete: boolean): string {
  const parts = [
    reached.length > 0 ? `Reached with success by ${name}: ${listed(reached)}.` : `No plane was reached with success by ${name} in the logs of this case.`,
    ...(tried.length > 0 ? [`Attempted, without success: ${listed(tried)}.`] : []),
    ...(silent.length > 0 ? [`No call recorded on: ${listed(silent)}${complete ? '' : ' (logs have gaps or are missing)'}.`] : []),
  ];
  return parts.join(' ');
}

/** Kinds of call that were only ever attempted. */
function neverSucceeded(ground: Ground, base: Filter, uses: readonly UseRow[]): Reason[] {
  const byAction = [...Map.groupBy(uses, (row) => row.action)].filter(([, rows]) => rows.every((row) => row.rung !== 4 && row.rung !== 0));
  const ranked = byAction
    .map(([action, rows]) => ({ action, plane: rows[0]?.plane ?? '', events: rows.reduce((sum, row) => sum + row.events, 0) }))
    .sort((a, b) => b.events - a.events || (a.action < b.action ? -1 : 1));
  const shown = ranked.slice(0, 20).map(({ action, plane, events }) => ({
    text: `${action} (${plane}): attempted ${counted(events, 'time')}, never successful.`,
    opens: opening(ground, action, { ...base, actions: [action] }),
  }));
  return ranked.length > 20 ? [...shown, reason(`${counted(ranked.length - 20, 'further kind of call', 'further kinds of call')} never succeeded.`)] : shown;
}

function planeRow(ground: Ground, base: Filter, plane: Plane, rows: readonly UseRow[]): Answer['tables'][number]['rows'][number] {
  const filter: Filter = { ...base, planes: [plane] };
  const counts = countsOf(ground, filter);
  const cells = [
    plane,
    String(successfulOf(counts)),
    String(attemptedOf(counts)),
    String(counts[0]),
    utc(Math.min(...rows.map((row) => row.first))),
    utc(Math.max(...rows.map((row) => row.last))),
  ];
  return { cells, opens: opening(ground, `${plane} plane`, filter) };
}
