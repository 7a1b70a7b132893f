import { gzipSync, zstdCompressSync } from 'node:zlib';
import { wrapperKeys } from '../../main/engine/intake/frames/wrappers.ts';
import type { Chance } from './chance.ts';

type Write = (values: readonly unknown[], chance: Chance) => string;

const json = (value: unknown): string => JSON.stringify(value) ?? 'null';
const lines: Write = (values) => values.map((value) => `${json(value)}\n`).join('');
const stamp = '2026-11-03T10:00:00.000Z';

const textWrappers: readonly Write[] = [
  (values) => json(values),
  (values) => JSON.stringify(values, null, 2),
  lines,
  (values) => `\ufeff${lines(values, undefined as never).replaceAll('\n', '\r\n')}`,
  (values) => values.map((value) => JSON.stringify(value, null, 1)).join(''),
  (values, chance) => json({ [chance.one([...wrapperKeys])]: values }),
  (values, chance) => JSON.stringify({ next: null, [chance.one([...wrapperKeys])]: values, count: 3 }, null, 4),
  (values, chance) => json({ outer: { [chance.one([...wrapperKeys])]: values } }),
  (values) => json({ Events: values.map((value) => ({ EventId: 'x', CloudTrailEvent: json(value) })) }),
  (values) => json({ logEvents: values.map((value, at) => ({ id: String(at), timestamp: 1, message: json(value) })) }),
  (values) => values.map((value) => `${stamp} ${json(value)}\n`).join(''),
  (values) => values.map((value) => `${json({ 'detail-type': 'x', source: 'y', detail: value })}\n`).join(''),
  (values) => json(values.map((value) => ({ ackId: 'a', message: { data: Buffer.from(json(value)).toString('base64'), messageId: '1' } }))),
  (values) => `timestamp,message\r\n${values.map((value) => `${stamp},"${json(value).replaceAll('"', '""')}"\r\n`).join('')}`,
  (values) => `_time\t_raw\n${values.map((value) => `${stamp}\t"${json(value).replaceAll('"', '""')}"\n`).join('')}`,
  (values) => table(values, ','),
  (values) => table(values, ';'),
];

/** The records as rows of their first level. */
function table(values: readonly unknown[], delimiter: string): string {
  const rows = values.filter((value): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown): string => `"${(typeof value === 'string' ? value : value === undefined ? '' : json(value)).replaceAll('"', '""')}"`;
  return [columns.map(cell), ...rows.map((row) => columns.map((column) => cell(row[column])))].map((cells) => cells.join(delimiter)).join('\n');
}

/** The records in one of the wrappers that tools write. */
export function wrapRecords(values: readonly unknown[], chance: Chance): Buffer {
  const text = chance.one(textWrappers)(values, chance);
  return chance.next() < 0.1 ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(text);
}

/** The bytes of a file, sometimes compressed or in an archive. */
export function packBytes(bytes: Buffer, chance: Chance): Buffer {
  switch (chance.below(12)) {
    case 0:
      return gzipSync(bytes);
    case 1:
      return zstdCompressSync(bytes);
    case 2:
      return tarOf(bytes);
    case 3:
      return gzipSync(tarOf(bytes));
    default:
      return bytes;
  }
}

function tarOf(bytes: Buffer): Buffer {
  const head = Buffer.alloc(512);
  head.write('a.json\0', 0);
  head.write(`${bytes.length.toString(8).padStart(11, '0')} `, 124);
  head.write('        0', 148);
  head.write('ustar\x0000', 257, 'latin1');
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([head, bytes, Buffer.alloc(((512 - (bytes.length % 512)) % 512) + 1024)]);
}
