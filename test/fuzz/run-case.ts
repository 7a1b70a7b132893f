import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalize, type NormalCounts } from '../../main/engine/intake/normalize.ts';
import { Sealer } from '../../main/engine/intake/seal.ts';
import { sources } from '../../main/engine/sources/index.ts';
import type { FramedRecord, Source } from '../../main/engine/sources/source.ts';
import { fixturesOf } from '../conformance/sources-fixtures.ts';
import { Chance } from './chance.ts';
import { faultOf } from './check-reading.ts';
import { mutateBytes, mutateValue } from './mutate.ts';
import { packBytes, wrapRecords } from './wrap.ts';

interface Stock {
  readonly source: Source;
  readonly records: readonly FramedRecord[];
  /** Last parts of the names of the fields that decided a rung in the fixtures. */
  readonly deciding: readonly string[];
}

const stock: readonly Stock[] = sources.map((source) => {
  const records = fixturesOf(source).flatMap((fixture) => fixture.records);
  const deciding = new Set<string>();
  for (const record of records) {
    const reading = source.read(record);
    if (reading.kind === 'read')
      for (const { basis } of reading.events) for (const { field } of basis) deciding.add(field.split('.').at(-1)!.replace('[]', ''));
  }
  return { source, records, deciding: [...deciding] };
});

/** Does to the readers and frames what this seed says. Answers with what went wrong, or null. */
export async function runCase(seed: number, folder: string): Promise<string | null> {
  const chance = new Chance(seed);
  const from = chance.one(stock);
  return chance.next() < 0.6 ? oneRecord(from, chance) : wholeFile(from, chance, folder);
}

function oneRecord({ source, records, deciding }: Stock, chance: Chance): string | null {
  const record = mutateRecord(chance.one(records), chance, deciding);
  for (const other of sources) {
    const { confidence, reasons } = other.detect({ name: 'x', records: [record] });
    if (!(confidence >= 0 && confidence <= 1)) return `${other.id} claims ${confidence}`;
    if (confidence > 0 && reasons.length === 0) return `${other.id} claims without a reason`;
  }
  // A wrong guess is possible: every reader gets records of others too.
  const reader = chance.next() < 0.8 ? source : chance.one(sources);
  const fault = faultOf(record, reader.read(record));
  return fault === null ? null : `${reader.id}: ${fault}`;
}

function mutateRecord(record: FramedRecord, chance: Chance, deciding: readonly string[]): FramedRecord {
  switch (record.form) {
    case 'json':
      return { ...record, value: mutateValue(record.value, chance, deciding) };
    case 'row': {
      const changed = mutateValue(record.row, chance, deciding);
      const cells = typeof changed === 'object' && changed !== null ? Object.entries(changed) : [];
      return { ...record, row: Object.fromEntries(cells.map(([name, value]) => [name, typeof value === 'string' ? value : String(JSON.stringify(value))])) };
    }
    case 'text':
      return { ...record, text: mutateBytes(Buffer.from(record.text), chance).toString('utf8') };
  }
}

function valueOf(record: FramedRecord): unknown {
  return record.form === 'json' ? record.value : record.form === 'row' ? record.row : record.text;
}

async function wholeFile({ records, deciding }: Stock, chance: Chance, folder: string): Promise<string | null> {
  const values = Array.from({ length: 1 + chance.below(12) }, () => {
    const record = chance.one(records);
    return valueOf(chance.next() < 0.3 ? mutateRecord(record, chance, deciding) : record);
  });
  const plain = values.every((value) => typeof value === 'string') ? Buffer.from(values.join('\n')) : wrapRecords(values, chance);
  const damaged = chance.next() < 0.8 ? mutateBytes(plain, chance) : plain;
  const packed = packBytes(damaged, chance);
  const path = join(folder, chance.one(['a.json', 'a.log', 'b.csv']));
  writeFileSync(path, chance.next() < 0.2 ? mutateBytes(packed, chance) : packed);
  let fault: string | null = null;
  let last = '';
  const counts: NormalCounts = await normalize([path], {
    sources,
    sealer: new Sealer(new Uint8Array(32), 'fuzz'),
    signal: new AbortController().signal,
    event({ basis, rung, reader, action, offset, length }) {
      if (basis.length === 0) fault ??= `${reader}: ${action} has no basis`;
      if (![0, 1, 2, 3, 4].includes(rung)) fault ??= `${reader}: ${action} has the rung ${rung}`;
      if (offset < 0 || length <= 0) fault ??= `${reader}: ${action} lies nowhere`;
    },
    problem({ code, message }) {
      last = code;
      if (message === '') fault ??= `${code} without a word`;
      if (code === 'reader_failed') fault ??= `a reader broke off: ${message}`;
    },
    refused({ code }) {
      last = code;
    },
    progress: () => Promise.resolve(),
  });
  rmSync(path);
  if (counts.records === 0 && counts.unrecognised === 0 && last === '') fault ??= 'no record, and not a word about it';
  return fault;
}
