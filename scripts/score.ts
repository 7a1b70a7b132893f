/**
 * Compares what the readers say with what is known of real exports, where those lie beside the project:
 * node scripts/run.mjs scripts/score.ts [--show N] [--min SHARE]. Each line of their truth file says of one record
 * {source, file, index, outcome, action, actor, sourceIp, time, asserted, conflict}.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { normalize, type NormalEvent } from '../main/engine/intake/normalize.ts';
import { Sealer } from '../main/engine/intake/seal.ts';
import { sources } from '../main/engine/sources/index.ts';
import { giveUp, inProject, say } from './project.ts';

interface Truth {
  readonly source: string;
  readonly file: string;
  readonly index: number;
  readonly outcome: 'success' | 'failure' | 'unknown';
  readonly action: string | null;
  readonly actor: string | null;
  readonly sourceIp: string | null;
  readonly time: string | null;
  readonly asserted: boolean;
  readonly conflict: boolean;
}

const fields = ['rung', 'time', 'address', 'action', 'actor'] as const;
type Field = (typeof fields)[number];

interface Tally {
  rows: number;
  without: number;
  readonly of: Record<Field, { stated: number; right: number }>;
}

const { values } = parseArgs({ options: { show: { type: 'string', default: '20' }, min: { type: 'string', default: '0' } } });
const corpus = inProject('../shared/corpus');
const truthFile = `${corpus}/truth.ndjson`;
if (!existsSync(truthFile)) {
  say('No exports with known answers lie beside the project (../shared/corpus): there is nothing to score.');
  process.exit(0);
}

const found = new Map<string, NormalEvent[]>();
const tallies = new Map<string, Tally>();
const differences: string[] = [];

// The count law is asserted for each stream inside: one record without an account ends the run.
const counts = await normalize([corpus], {
  sources,
  sealer: new Sealer(new Uint8Array(32), 'score'),
  signal: new AbortController().signal,
  event(event) {
    const file = relative(corpus, event.file);
    for (const index of event.records ?? [event.index]) {
      const key = `${file}\0${index}`;
      found.set(key, [...(found.get(key) ?? []), event]);
    }
  },
  problem: () => undefined,
  refused: ({ file, message }) => say(`${file ?? ''}: ${message}`),
  progress: () => Promise.resolve(),
}).catch((error: unknown) => giveUp(String(error)));

for await (const line of createInterface({ input: createReadStream(truthFile), crlfDelay: Infinity }))
  if (line.trim() !== '') compare(JSON.parse(line) as Truth);

function compare(row: Truth): void {
  let tally = tallies.get(row.source);
  if (!tally) {
    const of = Object.fromEntries(fields.map((field) => [field, { stated: 0, right: 0 }])) as Tally['of'];
    tallies.set(row.source, (tally = { rows: 0, without: 0, of }));
  }
  tally.rows += 1;
  const events = found.get(`${row.file}\0${row.index}`) ?? [];
  if (events.length === 0) tally.without += 1;
  const judge = (field: Field, right: boolean): void => {
    tally.of[field].stated += 1;
    if (right) tally.of[field].right += 1;
  };
  if (row.asserted && !row.conflict) {
    const right = events.some(({ rung }) => outcomeOf(rung) === row.outcome);
    judge('rung', right);
    if (!right) differences.push(`${row.source}  ${row.file}#${row.index}  ${row.action ?? '?'}: ${row.outcome}, read as ${saidOf(events)}`);
  }
  if (events.length === 0) return;
  const { time, sourceIp, action, actor } = row;
  if (time)
    judge(
      'time',
      events.some((event) => Math.abs(Date.parse(event.time) - Date.parse(time)) < 1000),
    );
  if (sourceIp)
    judge(
      'address',
      events.some(({ ip }) => (ip ?? '').toLowerCase() === sourceIp.toLowerCase()),
    );
  if (action)
    judge(
      'action',
      events.some((event) => lettersOf(event.action).includes(lettersOf(action))),
    );
  if (actor)
    judge(
      'actor',
      events.some(({ identity }) => JSON.stringify(identity).toLowerCase().includes(actor.toLowerCase())),
    );
}

function outcomeOf(rung: number): Truth['outcome'] {
  return rung === 4 ? 'success' : rung === 0 ? 'unknown' : 'failure';
}

function saidOf(events: readonly NormalEvent[]): string {
  return events.length === 0 ? 'no event' : events.map(({ rung }) => `rung ${rung}`).join(', ');
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

const percent = ({ stated, right }: { readonly stated: number; readonly right: number }): string =>
  stated === 0 ? '–' : `${((100 * right) / stated).toFixed(1)} %`;
const rows = [...tallies]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .map(([source, { rows: all, without, of }]) => [source, all, without, of.rung.stated, ...fields.map((field) => percent(of[field]))].map(String));
const table = [['source', 'records', 'no event', 'asserted', ...fields], ...rows];
const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
for (const row of table) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));

const read = [...tallies.values()].filter(({ rows: all, without }) => without < all);
const share = (of: readonly Tally[]): { stated: number; right: number } =>
  of.reduce((sum, { of: { rung } }) => ({ stated: sum.stated + rung.stated, right: sum.right + rung.right }), { stated: 0, right: 0 });
const all = share([...tallies.values()]);
const withReader = share(read);
console.log(
  `\n${counts.files} files: ${counts.records} records = ${counts.withEvents} with events + ${counts.withFacts} with facts + ${counts.skipped} skipped; ${counts.unrecognised} files not recognised.`,
);
console.log(
  `Rung right: ${all.right} of ${all.stated} (${percent(all)}); over sources with a reader ${withReader.right} of ${withReader.stated} (${percent(withReader)}).`,
);
const shown = Number(values.show);
if (differences.length > 0 && shown > 0)
  console.log(`\n${differences.length} differ${shown < differences.length ? `, the first ${shown}` : ''}:\n${differences.slice(0, shown).join('\n')}`);
process.exit(withReader.stated > 0 && withReader.right / withReader.stated < Number(values.min) ? 1 : 0);
