/**
 * Measures the import against others that do the same work or less, on the same made-up data, one after another in processes
 * of their own: node scripts/run.mjs test/perf/bench.ts [EVENTS]. Prints a table; nothing here is a test.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDelivered, writeLines } from './generate.ts';

interface Contender {
  readonly name: string;
  readonly does: string;
  readonly command: string;
  readonly args: readonly string[];
  /** The database it leaves. */
  readonly database: string;
}

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
  /** Seconds of processor time, all threads together. */
  readonly cpu: number;
}

const events = Number(process.argv[2] ?? 200_000);
if (!Number.isSafeInteger(events) || events < 1) throw new Error('the number of events is a whole number');
const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));

try {
  const shape = { events, identities: 2000, resources: 50_000, seed: 1 };
  console.log(`Making ${events.toLocaleString('en')} events…`);
  const delivered = join(folder, 'delivered');
  writeDelivered(delivered, shape);
  const lines = join(folder, 'events.ndjson');
  await writeLines(lines, shape);
  const size = statSync(lines).size;
  console.log(`${(size / events).toFixed(0)} bytes an event, ${(size / 1e6).toFixed(0)} MB as lines\n`);

  const rows: string[][] = [['who', 'seconds', 'events/s', 'against ours', 'CPU µs/event', 'bytes/event', 'peak MB', 'does']];
  let ours = 0;
  for (const contender of contenders(delivered, lines)) {
    const measured = await run(contender);
    if (!measured) {
      rows.push([contender.name, '-', '-', '-', '-', '-', '-', 'it failed']);
      continue;
    }
    if (ours === 0) ours = measured.seconds;
    rows.push([
      contender.name,
      measured.seconds.toFixed(1),
      Math.round(events / measured.seconds).toLocaleString('en'),
      `${(measured.seconds / ours).toFixed(2)}×`,
      ((measured.cpu / events) * 1e6).toFixed(1),
      (bytesOf(contender.database) / events).toFixed(0),
      measured.peakMb.toFixed(0),
      contender.does,
    ]);
  }
  const widths = rows[0]!.map((_cell, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row.map((cell, column) => (column === 0 || column === row.length - 1 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function contenders(delivered: string, lines: string): Contender[] {
  const node = (file: string, ...args: string[]): Pick<Contender, 'command' | 'args'> => ({
    command: process.execPath,
    args: ['--disable-warning=ExperimentalWarning', here(file), ...args],
  });
  const list: Contender[] = [
    {
      name: 'keyholder, .json.gz',
      does: 'copy, two hashes, all fields, rung and basis, dictionary, chains, touches, custody',
      database: join(folder, 'a', 'bench.keyholder', 'case.db'),
      ...node('ours.ts', join(folder, 'a'), delivered),
    },
    {
      name: 'keyholder, lines',
      does: 'the same from one file',
      database: join(folder, 'b', 'bench.keyholder', 'case.db'),
      ...node('ours.ts', join(folder, 'b'), lines),
    },
    {
      name: 'plain JSON.parse',
      does: 'JSON.parse and one row with six indexes an event, nothing else',
      database: join(folder, 'c.db'),
      ...node('naive.ts', join(folder, 'c.db'), delivered),
    },
  ];
  if (present('sqlite-utils'))
    list.push({
      name: 'sqlite-utils',
      does: 'insert --nl',
      database: join(folder, 'd.db'),
      command: 'sqlite-utils',
      args: ['insert', join(folder, 'd.db'), 'events', lines, '--nl', '--alter'],
    });
  const duck = node('duck.ts', join(folder, 'e.db'), delivered);
  if (spawnSync(duck.command, ['--input-type=module', '-e', "await import('@duckdb/node-api')"], { stdio: 'ignore', cwd: here('.') }).status === 0)
    list.push({ name: 'duckdb', does: 'read_json_auto of the .gz to a table', database: join(folder, 'e.db'), ...duck });
  return list;
}

function present(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}

function bytesOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** Runs one contender and watches the memory of its process. Null when it failed. */
async function run({ command, args }: Contender): Promise<Measured | null> {
  const begun = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakMb = 0;
  let cpu = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(child.pid));
    cpu = Math.max(cpu, cpuSeconds(child.pid));
  }, 50);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(-1));
    child.on('exit', resolve);
  });
  clearInterval(watch);
  return code === 0 ? { seconds: (performance.now() - begun) / 1000, peakMb, cpu } : null;
}

/** Peak resident memory so far, where the system tells (Linux). */
function residentMb(pid: number | undefined): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return 0;
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Processor time so far, where the system tells (Linux, whose ticks are hundredths of a second). */
function cpuSeconds(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}
