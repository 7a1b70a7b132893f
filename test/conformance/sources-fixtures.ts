import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { FramedRecord, Reading, Sample, Source } from '../../main/engine/sources/source.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../main/engine/sources');

/** A sample export beside a reader, cut into records. */
export interface Fixture {
  readonly name: string;
  readonly expected: string;
  readonly records: readonly FramedRecord[];
}

/** The fixtures of a reader; its folder is named like its id. */
export function fixturesOf(source: Source): readonly Fixture[] {
  const folder = join(root, source.id, 'fixtures');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.expected.json'))
    .sort()
    .map((name) => ({ name, expected: join(folder, `${basename(name, extname(name))}.expected.json`), records: recordsOf(join(folder, name)) }));
}

export function sampleOf(fixture: Fixture): Sample {
  return { name: fixture.name, records: fixture.records };
}

export function readAll(source: Source, fixture: Fixture): readonly Reading[] {
  return fixture.records.map((record) => source.read(record));
}

const wrappers = ['Records', 'Events', 'UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'];

function recordsOf(path: string): readonly FramedRecord[] {
  const text = readFileSync(path, 'utf8');
  switch (extname(path)) {
    case '.csv':
      return parse<Record<string, string>>(text, { columns: true }).map((row) => ({ form: 'row', row }));
    case '.txt':
      return text
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ form: 'text', text: line }));
    default:
      return elementsOf(JSON.parse(text) as unknown);
  }
}

function elementsOf(document: unknown): readonly FramedRecord[] {
  if (Array.isArray(document)) return document.map((value: unknown) => ({ form: 'json', value, within: '' }));
  const bag = document as Readonly<Record<string, unknown>>;
  const within = wrappers.filter((key) => Array.isArray(bag[key]));
  if (within.length === 0) return [{ form: 'json', value: document, within: '' }];
  return within.flatMap((key) => (bag[key] as readonly unknown[]).map((value): FramedRecord => ({ form: 'json', value, within: key })));
}
