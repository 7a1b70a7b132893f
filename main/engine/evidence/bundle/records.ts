/** What was read from the originals and what people said of it, as lines of JSON. */
import type { Answer } from '../../../../shared/rpc/answers.ts';
import type { Filter } from '../../../../shared/rpc/filter.ts';
import { formatIso, type Micros } from '../../../../shared/time.ts';
import { coverage } from '../../store/coverage.ts';
import type { ReadDb } from '../../store/db.ts';
import { exportEvents } from '../../store/export-events.ts';
import { exportAssessments, exportMilestones, itemNames, placesOfEvents } from '../../store/export-words.ts';
import {
  exportCredentialFacts,
  exportCredentials,
  exportDerivations,
  exportHoldings,
  exportIdentities,
  exportResources,
  exportSessionRevocations,
  exportSkipped,
  exportTouches,
  type Line,
} from '../../store/export-world.ts';
import type { Bag } from './bag.ts';
import { ndjson } from './ndjson.ts';

type Rows = (db: ReadDb) => Iterable<unknown>;

/** Every records file: its name, what it holds, and its rows. */
export const recordFiles: readonly { readonly name: string; readonly what: string; readonly rows: Rows }[] = [
  { name: 'assessments', what: "Investigators' assessments, with rationale, beside the machine's reading", rows: exportAssessments },
  { name: 'coverage', what: 'What each source covers, and its gaps', rows: exportCoverage },
  { name: 'credential-facts', what: 'What records say about the life of credentials', rows: exportCredentialFacts },
  { name: 'credentials', what: 'Credentials, by identifier or keyed fingerprint, never by secret', rows: exportCredentials },
  { name: 'derivations', what: 'What was minted from what', rows: exportDerivations },
  { name: 'events', what: 'Every event with its rung, the fields it was read from and the bytes it came from', rows: exportEvents },
  { name: 'holdings', what: 'Who held which credential, and on what basis', rows: exportHoldings },
  { name: 'identities', what: 'Identities', rows: exportIdentities },
  { name: 'milestones', what: 'Milestones as entered, the moved and withdrawn ones too', rows: exportMilestones },
  { name: 'resources', what: 'Resources', rows: exportResources },
  { name: 'session-revocations', what: 'Rules that ended sessions', rows: exportSessionRevocations },
  { name: 'skipped', what: 'Records that gave nothing and remarks on others, with the reason', rows: exportSkipped },
  { name: 'touches', what: 'Events per identity, credential, resource and action, by rung', rows: exportTouches },
];

/** Writes the records files. */
export async function writeRecords(bag: Bag, db: ReadDb, answers: readonly Answer[], onFile: (name: string) => void): Promise<void> {
  const all = [...recordFiles, { name: 'answers', rows: () => answers.map((answer) => portableAnswer(db, answer)) }];
  for (const { name, rows } of all.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    onFile(name);
    await bag.write(`data/records/${name}.ndjson`, ndjson(rows(db)));
  }
}

function* exportCoverage(db: ReadDb): Generator<Line> {
  const time = (at: number) => formatIso(at as Micros);
  for (const { from, to, gaps, ...source } of coverage(db))
    yield { ...source, from: time(from), to: time(to), gaps: gaps.map((gap) => ({ from: time(gap.from), to: time(gap.to), why: gap.why })) };
}

/** An answer whose filters name events by their place in the originals, not by numbers that only this case knows. */
function portableAnswer(db: ReadDb, answer: Answer): Line {
  const opens = (opening: Answer['opens']) =>
    opening === null ? null : { label: opening.label, events: opening.events, filter: portableFilter(db, opening.filter) };
  return {
    ...answer,
    opens: opens(answer.opens),
    reasons: answer.reasons.map((reason) => ({ text: reason.text, opens: opens(reason.opens) })),
    tables: answer.tables.map((table) => ({ ...table, rows: table.rows.map((row) => ({ cells: row.cells, opens: opens(row.opens) })) })),
  };
}

function portableFilter(db: ReadDb, filter: Filter): Line {
  const { events, items, from, to, ...rest } = filter;
  return {
    ...(from === undefined ? {} : { from: formatIso(from as Micros) }),
    ...(to === undefined ? {} : { to: formatIso(to as Micros) }),
    ...rest,
    ...(items === undefined ? {} : { items: itemNames(db, items) }),
    ...(events === undefined ? {} : { events: placesOfEvents(db, events) }),
  };
}
