import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../limits.ts';
import { framerFor, type Plan } from './plan.ts';
import { recordsOf, type Framed } from './records.ts';

const wrapped: Plan = { kind: 'values', unwrap: true, label: '' };
const plain: Plan = { kind: 'values', unwrap: false, label: '' };
const lines: Plan = { kind: 'json_lines', label: '' };
const csv: Plan = { kind: 'table', delimiter: ',', label: '' };

function frame(plan: Plan, bytes: Buffer, cuts: readonly number[] = []): Framed[] {
  const found: Framed[] = [];
  const read = recordsOf(plan, limits);
  const framer = framerFor(plan, (slice) => found.push(...read(slice)), 0, limits);
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  for (const [at, from] of places.slice(0, -1).entries()) framer.push(Buffer.from(bytes.subarray(from, places[at + 1])));
  framer.end();
  return found;
}

const json = (framed: Framed): unknown => (framed.kind === 'record' && framed.record.form === 'json' ? framed.record.value : framed);
/** What is to come out: whole numbers that a double cannot hold come as text. */
function expected(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
    typeof inner === 'number' && !Number.isSafeInteger(inner) && /^-?\d+$/.test(String(inner)) ? String(inner) : inner,
  );
}
const objects = fc.array(
  fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })).filter((value) => !JSON.stringify(value).includes('__proto__')),
  { maxLength: 8 },
);
const cuts = fc.array(fc.nat(), { maxLength: 12 });

interface Wrapper {
  readonly name: string;
  readonly plan: Plan;
  readonly within: string;
  write(values: readonly unknown[]): string;
}

const wrappers: readonly Wrapper[] = [
  { name: 'array', plan: plain, within: '', write: (values) => JSON.stringify(values) },
  { name: 'pretty array', plan: plain, within: '', write: (values) => JSON.stringify(values, null, 2) },
  { name: 'Records', plan: wrapped, within: 'Records', write: (values) => JSON.stringify({ Records: values }) },
  {
    name: 'pretty events with a token',
    plan: wrapped,
    within: 'events',
    write: (values) => JSON.stringify({ before: { events: [1, '}]'] }, events: values, nextToken: 'x' }, null, 4),
  },
  { name: 'entities of a page', plan: wrapped, within: 'entities', write: (values) => JSON.stringify({ pagingInfo: { size: 1 }, entities: values }) },
  { name: 'result with its success', plan: wrapped, within: 'result', write: (values) => JSON.stringify({ result: values, success: true, errors: [] }) },
  {
    name: 'authlogs inside a response',
    plan: wrapped,
    within: 'authlogs',
    write: (values) => JSON.stringify({ stat: 'OK', response: { before: { events: [1] }, authlogs: values, metadata: { next: null } }, after: 1 }),
  },
  {
    name: 'embedded activities',
    plan: wrapped,
    within: 'activities',
    write: (values) => JSON.stringify({ _embedded: { activities: values }, size: 3 }, null, 1),
  },
  { name: 'concatenated', plan: plain, within: '', write: (values) => values.map((value) => JSON.stringify(value)).join('') },
  { name: 'concatenated pretty', plan: plain, within: '', write: (values) => values.map((value) => JSON.stringify(value, null, 1)).join('\n') },
  { name: 'lines', plan: lines, within: '', write: (values) => values.map((value) => `${JSON.stringify(value)}\n`).join('') },
  { name: 'CRLF lines with blank ones', plan: lines, within: '', write: (values) => values.map((value) => `${JSON.stringify(value)}\r\n\r\n`).join('') },
];

test.each(wrappers)('$name: every value comes back from its own bytes, however the stream is divided', ({ plan, within, write }) => {
  fc.assert(
    fc.property(objects, cuts, (values, at) => {
      const bytes = Buffer.from(write(values));
      const found = frame(plan, bytes, at);
      expect(found.map(json)).toEqual(expected(values));
      for (const [place, framed] of found.entries()) {
        if (framed.kind !== 'record' || framed.record.form !== 'json') throw new Error('not read');
        expect(framed.record.within).toBe(within);
        expect(framed.remarks).toEqual([]);
        expect(JSON.parse(bytes.subarray(framed.offset, framed.offset + framed.length).toString())).toEqual(JSON.parse(JSON.stringify(values[place])));
      }
    }),
  );
});

test('an object that is no wrapper is one record, also where a wrapper was looked for', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 })).filter((value) => !JSON.stringify(value).includes('__proto__')),
      cuts,
      (value, at) => {
        const text = JSON.stringify(value, null, 2);
        expect(frame(wrapped, Buffer.from(text), at).map(json)).toEqual([expected(value)]);
      },
    ),
  );
});

test('the result never depends on how any bytes are divided, and every byte that is not space is in a record, a flaw or a wrapper', () => {
  const noise = fc
    .array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\n', ' ', 'a', '1', '"Records"', '"a"', '\u00e9', 'null'), { maxLength: 60 })
    .map((parts) => Buffer.from(parts.join('')));
  const bytes = fc.oneof(
    noise,
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  );
  fc.assert(
    fc.property(
      bytes,
      cuts,
      fc.constantFrom(wrapped, plain, lines, csv, { kind: 'text_lines', label: '' } as Plan, { kind: 'stamped_lines', label: '' } as Plan),
      (input, at, plan) => {
        const whole = frame(plan, input);
        expect(frame(plan, input, at)).toEqual(whole);
        let end = 0;
        for (const { offset, length } of whole) {
          expect(offset).toBeGreaterThanOrEqual(end);
          end = offset + length;
          expect(end).toBeLessThanOrEqual(input.length);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('bytes outside every slice are only space, separators and wrappers', () => {
  const noise = fc
    .array(fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\n', ' ', 'a', '1', '"b"'), { maxLength: 60 })
    .map((parts) => Buffer.from(parts.join('')));
  fc.assert(
    fc.property(noise, (input) => {
      const left = Buffer.from(input);
      for (const { offset, length } of frame(plain, input)) left.fill(32, offset, offset + length);
      expect(left.toString()).toMatch(/^[\s,[\]]*$/);
    }),
    { numRuns: 1000 },
  );
});

test('an object under an outer key that holds no array of records stays part of its document', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('response', 'data', 'result'),
      fc.dictionary(fc.string({ maxLength: 3 }), fc.jsonValue({ maxDepth: 2 })).filter((value) => !JSON.stringify(value).includes('__proto__')),
      cuts,
      (key, inner, at) => {
        const value = { a: 1, [key]: inner, b: { c: [2] } };
        expect(frame(wrapped, Buffer.from(JSON.stringify(value)), at).map(json)).toEqual([expected(value)]);
      },
    ),
  );
});

test('several arrays in one document are told apart by their keys', () => {
  const text = '{"UserDetailList":[{"a":1}],"GroupDetailList":[],"RoleDetailList":[{"b":2},{"c":3}],"IsTruncated":false}';
  const found = frame(wrapped, Buffer.from(text));
  expect(found.map((framed) => (framed.kind === 'record' && framed.record.form === 'json' ? framed.record.within : ''))).toEqual([
    'UserDetailList',
    'RoleDetailList',
    'RoleDetailList',
  ]);
});

test('a document that is cut off gives its whole records and one problem with its place', () => {
  const text = JSON.stringify({ Records: [{ a: 1 }, { b: 'two' }, { c: 3 }] });
  for (let length = 12; length < text.length; length += 1) {
    const found = frame(wrapped, Buffer.from(text.slice(0, length)));
    const flaws = found.filter((framed) => framed.kind === 'flaw');
    expect(flaws.map(({ flaw }) => flaw.code)).toEqual(['truncated']);
    const whole = found.filter((framed) => framed.kind === 'record').map(json);
    expect(whole).toEqual([{ a: 1 }, { b: 'two' }, { c: 3 }].slice(0, whole.length));
    expect(flaws[0]!.offset + flaws[0]!.length).toBe(length);
  }
});

test('a damaged line costs that line and no other', () => {
  const found = frame(lines, Buffer.from('{"a":1}\n{"b":"\n{"c":3}\n{"d":4'));
  expect(found.map((framed) => (framed.kind === 'flaw' ? framed.flaw.code : json(framed)))).toEqual([{ a: 1 }, 'not_json', { c: 3 }, 'truncated']);
});

test('what JSON.parse would hide is said', () => {
  const codes = (text: string | Buffer): unknown =>
    frame(lines, Buffer.from(text)).map((framed) => (framed.kind === 'flaw' ? framed.flaw.code : framed.remarks.map((remark) => remark.code)));
  expect(codes('{"a":1,"a":2}')).toEqual([['duplicate_key']]);
  expect(codes('{"__proto__":{"admin":true}}')).toEqual([['field_unreadable']]);
  expect(codes('{"a":"\\ud800"}')).toEqual([['field_unreadable']]);
  expect(codes(Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d]))).toEqual([['not_utf8']]);
  expect(codes(`${'['.repeat(65)}${']'.repeat(65)}`)).toEqual(['too_deep']);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});

test('a number that a double cannot hold stays as it was written', () => {
  expect(frame(lines, Buffer.from('{"id":12345678901234567890,"n":1234567890123456,"x":0.12345678901234568}')).map(json)).toEqual([
    { id: '12345678901234567890', n: 1234567890123456, x: 0.12345678901234568 },
  ]);
});

test('a value over the limit is left out with its place and length, and what follows is read', () => {
  const found: Framed[] = [];
  const small = { ...limits, valueBytes: 100 };
  const read = recordsOf(plain, small);
  const framer = framerFor(plain, (slice) => found.push(...read(slice)), 0, small);
  const bytes = Buffer.from(`[{"a":1},{"b":"${'x'.repeat(500)}"},{"c":3}]`);
  for (const byte of bytes) framer.push(Buffer.from([byte]));
  framer.end();
  expect(found.map((framed) => (framed.kind === 'flaw' ? [framed.flaw.code, framed.offset, framed.length] : json(framed)))).toEqual([
    { a: 1 },
    ['too_large', 9, 508],
    { c: 3 },
  ]);
});

test('CSV: cells come back whatever they hold, each row from its own bytes', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', ';', '=') });
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), cuts, (rows, end, at) => {
      const bytes = Buffer.from(['one,two,three', ...rows.map((row) => row.map(quote).join(','))].join(end) + end);
      const found = frame(csv, bytes, at);
      expect(found.map((framed) => (framed.kind === 'record' && framed.record.form === 'row' ? Object.values(framed.record.row) : framed))).toEqual(rows);
      for (const [place, { offset, length }] of found.entries())
        expect(bytes.subarray(offset, offset + length).toString()).toBe(rows[place]!.map(quote).join(','));
    }),
  );
});

test('CSV: rows of another width are left out by name, a cut one as cut', () => {
  const codes = frame(csv, Buffer.from('a,b\n1,2\n3\n4,5,6\n"7')).map((framed) => (framed.kind === 'flaw' ? framed.flaw.code : framed.kind));
  expect(codes).toEqual(['record', 'ragged_row', 'ragged_row', 'truncated']);
});

test('a quote inside an unquoted cell opens nothing', () => {
  const found = frame(csv, Buffer.from('a,b\n5" disk,x\ny,z\n'));
  expect(found).toHaveLength(2);
});
