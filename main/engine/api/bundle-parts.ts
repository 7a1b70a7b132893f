import type { LifeLine } from '../../../shared/rpc/graph.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { Micros } from '../../../shared/time.ts';
import { groundOf, type Ground } from '../answers/ground.ts';
import { answerAll } from '../answers/index.ts';
import type { BundleParts } from '../evidence/bundle/parts.ts';
import { drawSvg } from '../graph/export.ts';
import { graphml } from '../graph/graphml.ts';
import { lifeLines, lineOf } from '../graph/lines.ts';
import { pictureOf } from '../graph/picture.ts';
import type { EventList } from '../report/input.ts';
import type { CaseHandle } from '../store/case-handle.ts';
import type { ReadDb } from '../store/db.ts';
import { sliceEvents } from '../store/events.ts';
import { successesAfter } from '../store/graph-ticks.ts';
import { summarise } from '../store/summary.ts';
import { whereOf } from './where.ts';

/** Events of one list, and credentials, that the report prints; what is left out is counted. */
const printedEvents = 150;
const printedCredentials = 500;

/** Gathers what a bundle needs from the other parts of the engine, all of it from one moment of the case. */
export function gatherParts(moment: CaseHandle, at: Micros): BundleParts {
  const { read } = moment;
  const ground = groundOf(read);
  const filter = ground.subject?.filter ?? {};
  return {
    summary: summarise(moment),
    answers: answerAll(read),
    lines: linesOf(read, ground),
    lists: listsOf(read, ground, filter),
    picture: pictureFiles(read, at),
  };
}

/** The lives of the subject's credentials, used or not; of all where no milestone names a subject. The used ones first, by first use. */
function linesOf(db: ReadDb, { subject, moments }: Ground): LifeLine[] {
  if (subject === null)
    return lifeLines(db, { filter: {}, sort: 'valid_longest_after_patch', offset: 0, limit: printedCredentials, where: whereOf(db, {}) }).rows;
  const after = moments.patch === null ? new Map<number, number>() : successesAfter(db, [...subject.lives.keys()], moments.patch);
  const lines = [...subject.lives].map(([id, life]) => lineOf(life, moments, after.get(id) ?? 0, [], new Set(subject.lives.keys())));
  const rank = (line: LifeLine) => line.first ?? Number.MAX_SAFE_INTEGER;
  return lines.sort((a, b) => rank(a) - rank(b) || (a.credential.key < b.credential.key ? -1 : 1));
}

/** The picture that a person sees who opens the case and has not filtered anything. */
function pictureFiles(db: ReadDb, at: Micros): BundleParts['picture'] {
  const shown = { filter: {}, expanded: [], hidden: [] };
  const picture = pictureOf(db, { ...shown, groupAbove: 8, limit: 400 });
  return { svg: drawSvg(db, { ...shown, theme: 'light', printedAt: at }), json: `${JSON.stringify(picture, null, 2)}\n`, graphml: graphml(picture) };
}

function listsOf(db: ReadDb, { subject, moments }: Ground, filter: Filter): EventList[] {
  const by = subject === null ? 'in this case' : `by ${subject.name}, or with a credential that descends from what it held`;
  const { exposure, patch } = moments;
  const list = (title: string, note: string, narrowed: Filter): EventList => {
    const { rows, total } = sliceEvents(db, whereOf(db, { ...filter, ...narrowed }), 0, printedEvents);
    return { title, note, total, ids: rows.map((row) => row.id) };
  };
  return [
    ...(patch === null ? [] : [list('Successful after the patch', `Calls that took effect after the patch was deployed, ${by}.`, { rungs: [4], from: patch })]),
    list('Denied or rejected', `Attempts that were refused, ${by}. A denied call proves that the credential itself was accepted.`, {
      rungs: [1, 2],
      ...(exposure === null ? {} : { from: exposure }),
    }),
    ...(exposure === null || patch === null || exposure >= patch
      ? []
      : [
          list('Successful from the exposure to the patch', `Calls that took effect before the patch was deployed, ${by}.`, {
            rungs: [4],
            from: exposure,
            to: patch,
          }),
        ]),
    ...(exposure !== null && patch !== null
      ? []
      : [
          list(
            'Successful',
            `Calls that took effect, ${by}${exposure === null ? '; no milestone says when the exposure began' : '; no milestone says when the patch was deployed'}.`,
            { rungs: [4], ...(exposure === null ? {} : { from: exposure }) },
          ),
        ]),
  ];
}
