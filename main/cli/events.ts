import type { Command } from 'commander';
import { parseFilter } from '../../shared/filter-line.ts';
import { fail } from '../../shared/problems.ts';
import type { EventRow } from '../../shared/rpc/events.ts';
import { rungName } from '../../shared/rungs.ts';
import { formatIso, type Micros } from '../../shared/time.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { print, stopSignal, withCase } from './context.ts';
import { column } from './column.ts';

interface Options {
  readonly filter: string;
  readonly limit: string;
  readonly json?: true;
}

/** How many events are asked for at once. */
const pageSize = 500;

/** `keyholder events CASE`: lists events in order of time. */
export function register(program: Command): void {
  program
    .command('events')
    .summary('list events')
    .description('List events in order of time (UTC), narrowed by a filter line as "rung=denied,rejected identity=KEY from=2026-11-03 text".')
    .argument('<case>', 'the case: its folder, with or without .keyholder')
    .option('--filter <line>', 'which events', '')
    .option('--limit <n>', 'at most this many; 0 for all', '100')
    .option('--json', 'one line of JSON an event')
    .action(async (folder: string, { filter: line, limit, json }: Options) => {
      if (!/^\d{1,15}$/.test(limit)) fail('invalid_argument', `--limit ${limit} is not a number.`);
      const filter = parseFilter(line);
      let left = Number(limit) || Infinity;
      await withCase(folder, async (call) => {
        let after: { at: number; id: number } | undefined;
        let listed = 0;
        let total = 0;
        do {
          const page = await call('events.page', { filter, after, limit: Math.min(left, pageSize) });
          for (const row of page.rows) await print(json ? JSON.stringify(row) : lineOf(row));
          total = page.total;
          left -= page.rows.length;
          listed += page.rows.length;
          after = page.rows.at(-1);
        } while (after && left > 0 && !stopSignal.aborted);
        if (listed < total) process.stderr.write(`${listed} of ${total} events listed.\n`);
      });
    });
}

function lineOf(row: EventRow): string {
  const cells = [
    column(String(row.id), 8),
    column(formatIso(row.at as Micros), 27),
    column(rungName(row.rung), 9),
    column(row.action, 36),
    column(row.identity.display, 28),
    column(row.credential?.display ?? '-', 24),
    column(row.ip ?? row.origin ?? '-', 22),
    showHidden(row.resource?.display ?? '-'),
  ];
  return cells.join(' ').trimEnd();
}
