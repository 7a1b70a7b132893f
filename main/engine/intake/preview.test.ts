import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseIso } from '../../../shared/time.ts';
import type { FramedRecord, Source } from '../sources/source.ts';
import { normalize, type NormalEvent, type NormalProblem } from './normalize.ts';
import { preview } from './preview.ts';
import { Sealer } from './seal.ts';

const isMine = (record: FramedRecord): boolean => record.form === 'json' && typeof (record.value as { when?: unknown } | null)?.when === 'string';

/** A format of its own for these tests: `{"when": time, "id"?: text}`. */
const made: Source = {
  id: 'made',
  title: 'Made up',
  version: '1',
  docs: [],
  framing: '',
  detect: ({ records }) => ({ confidence: records.filter(isMine).length / records.length, reasons: ['when'] }),
  read: (record) => {
    if (!isMine(record) || record.form !== 'json') return { kind: 'skipped', code: 'not_this_format', message: 'no' };
    const { when, id } = record.value as { when: string; id?: string };
    const time = parseIso(when);
    if (!time) return { kind: 'skipped', code: 'time_unreadable', message: 'no' };
    const identity = { kind: 'human', provider: 'made', realm: 'r', name: 'ada', display: 'Ada' } as const;
    return {
      kind: 'read',
      facts: [],
      remarks: [],
      events: [
        {
          at: time.at,
          timeText: when,
          action: 'made:Up',
          plane: 'data',
          rung: 4,
          basis: [{ field: 'when', value: when }],
          identity,
          principal: 'ada',
          credential: { kind: 'pat', id: { secret: 'hush-hush' }, display: 'token', lifetime: 'unknown', attributes: {} },
          resources: [],
          ip: null,
          origin: null,
          userAgent: null,
          realm: 'r',
          vendorId: id ?? null,
          ids: {},
        },
      ],
    };
  },
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-preview-'));
  const write = (name: string, content: string | Buffer): void => writeFileSync(join(folder, name), content);
  write(
    'a.json',
    JSON.stringify({
      Records: [
        { when: '2026-01-02T03:04:05Z', id: '1' },
        { when: '2026-01-01T00:00:00Z', id: '2' },
        { when: '2026-01-02T03:04:05Z', id: '1' },
      ],
    }),
  );
  write('b.gz', gzipSync('{"when":"2026-01-01T00:00:00.123456Z"}\n{"when":"soon"}\n{"other":1}\n{"when":"2026-02-01T00:00:00Z"}\n'));
  write('c.bin', Buffer.from([0, 1, 2, 0xe2, 0x80, 0xae, 65]));
  write('d.json', '{"when":"2026-01-01T00:00:00Z","items":[{"a":1},{"b":2}]}');
  write('e.json', '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a preview says what each file is believed to be, and stores nothing', async () => {
  const items = await preview([folder, join(folder, 'absent')], [made], new AbortController().signal, () => {});
  expect(
    items.map(({ label, container, framing, guesses, sampled, problems }) => [
      label.split('/').at(-1),
      container,
      framing,
      guesses.map((guess) => [guess.reader, guess.confidence]),
      sampled,
      problems.map((problem) => problem.code),
    ]),
  ).toEqual([
    ['absent', '', '', [], 0, ['unreadable']],
    ['a.json', 'plain', 'JSON {"Records"}', [['made', 1]], 3, []],
    ['b.gz', 'gz', 'JSON lines', [['made', 0.75]], 4, []],
    ['c.bin', 'plain', 'text lines', [], 1, ['unrecognised']],
    ['d.json', 'plain', 'JSON', [['made', 1]], 1, []],
    ['e.json', 'plain', 'text lines', [], 0, ['empty']],
  ]);
  const span = items[1]!.span!;
  expect([span.from, span.to]).toEqual([parseIso('2026-01-01T00:00:00Z')!.at, parseIso('2026-01-02T03:04:05Z')!.at]);
  expect(items[3]!.head).toBe('U+0000U+0001U+0002U+202EA');
  expect(readdirSync(folder)).toHaveLength(5);
});

test('normalising gives one line an event, and a line for everything that gave none', async () => {
  const events: NormalEvent[] = [];
  const problems: NormalProblem[] = [];
  const refused: unknown[] = [];
  const counts = await normalize([folder, join(folder, 'absent')], {
    sources: [made],
    sealer: new Sealer(new Uint8Array(32), 'x'),
    signal: new AbortController().signal,
    event: (event) => events.push(event),
    problem: (problem) => problems.push(problem),
    refused: (problem) => refused.push(problem),
    progress: async () => {},
  });
  const name = (file: string): string => file.slice(folder.length + 1);
  expect(events.map((event) => [name(event.file), event.index, event.records, event.time])).toEqual([
    ['a.json', 0, [0, 2], '2026-01-02T03:04:05.000Z'],
    ['a.json', 1, undefined, '2026-01-01T00:00:00.000Z'],
    ['b.gz', 0, undefined, '2026-01-01T00:00:00.123456Z'],
    ['b.gz', 3, undefined, '2026-02-01T00:00:00.000Z'],
    ['d.json', 0, undefined, '2026-01-01T00:00:00.000Z'],
  ]);
  expect(problems.map((problem) => [name(problem.file), problem.index, problem.offset, problem.code])).toEqual([
    ['absent', -1, 0, 'unreadable'],
    ['b.gz', 1, 39, 'time_unreadable'],
    ['b.gz', 2, 55, 'not_this_format'],
    ['c.bin', -1, 0, 'unrecognised'],
    ['e.json', -1, 0, 'empty'],
  ]);
  expect(refused).toHaveLength(1);
  expect(counts).toEqual({ files: 5, unrecognised: 1, records: 8, withEvents: 6, withFacts: 0, skipped: 2, events: 5 });
  expect(JSON.stringify(events)).not.toContain('hush');
  expect(events[0]!.credential!.key).toMatch(/^fp1:pat:[\w-]{22}$/);
});

test('a reader that throws or says nothing costs its records by name', async () => {
  const broken: Source = {
    ...made,
    read: (record) =>
      record.form === 'json' && (record.value as { id?: string }).id === '2' ? { kind: 'read', events: [], facts: [], remarks: [] } : JSON.parse('{'),
  };
  const problems: NormalProblem[] = [];
  const counts = await normalize([join(folder, 'a.json')], {
    sources: [broken],
    sealer: new Sealer(new Uint8Array(32), 'x'),
    signal: new AbortController().signal,
    event: () => {},
    problem: (problem) => problems.push(problem),
    refused: () => {},
    progress: async () => {},
  });
  expect(counts).toMatchObject({ records: 3, skipped: 3, events: 0 });
  expect(problems.map((problem) => problem.code)).toEqual(['reader_failed', 'reader_failed', 'reader_failed']);
});
