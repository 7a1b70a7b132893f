import type { Command } from 'commander';
import type { Answer } from '../../shared/rpc/answers.ts';
import { showHidden } from '../../shared/visible-text.ts';
import { print, printJson, withCase } from './context.ts';

const words = { yes: 'YES', no: 'NO', cannot_tell: 'CANNOT TELL' } as const;
const states = { full: 'complete', part: 'in part', none: 'missing' } as const;
const width = 100;

/** `keyholder answers CASE`: answers the questions of a case. */
export function register(program: Command): void {
  program
    .command('answers')
    .summary('answer the questions of a case')
    .description('Answer the questions of a case: verdict, counts, reasons, coverage and what would change the verdict. All times are UTC.')
    .argument('<case>', 'folder of the case')
    .option('--json', 'print them as JSON')
    .action(async (folder: string, { json }: { readonly json?: true }) => {
      await withCase(folder, async (call) => {
        const answers = await call('answers.all', {});
        if (json) return printJson(answers);
        for (const answer of answers) for (const line of linesOf(answer)) await print(showHidden(line));
      });
    });
}

function linesOf(answer: Answer): string[] {
  const counts =
    answer.successful + answer.attempted + answer.unknown > 0
      ? [`  ${answer.successful} successful, ${answer.attempted} attempted${answer.unknown > 0 ? `, ${answer.unknown} of unknown outcome` : ''}`]
      : [];
  return [
    `${answer.id}  ${answer.title}: ${words[answer.verdict]}`,
    ...wrap(answer.sentence, '  '),
    ...counts,
    ...answer.reasons.flatMap((reason) => wrap(`${reason.text}${reason.opens ? ` [${reason.opens.events}]` : ''}`, '    - ', '      ')),
    ...answer.tables.flatMap(tableLines),
    ...part(
      'coverage',
      answer.coverage.map((light) => `${light.source}: ${states[light.state]}. ${light.detail}`),
    ),
    ...part('rests on', answer.restsOn),
    ...part('would change it', answer.wouldChange),
    '',
  ];
}

function tableLines(table: Answer['tables'][number]): string[] {
  if (table.rows.length === 0) return [];
  const lines = [table.columns, ...table.rows.map((row) => row.cells)];
  const widths = table.columns.map((_, at) => Math.min(34, Math.max(...lines.map((cells) => [...showHidden(cells[at] ?? '')].length))));
  const line = (cells: readonly string[]): string =>
    `    ${cells.map((cell, at) => (at === cells.length - 1 ? showHidden(cell) : fit(cell, widths[at] ?? 0))).join('  ')}`.trimEnd();
  return [`  ${table.title}`, line(table.columns), ...table.rows.map((row) => line(row.cells))];
}

function fit(text: string, room: number): string {
  const characters = [...showHidden(text)];
  const half = Math.floor((room - 1) / 2);
  return (
    characters.length > room ? `${characters.slice(0, room - 1 - half).join('')}…${characters.slice(characters.length - half).join('')}` : characters.join('')
  ).padEnd(room);
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.flatMap((line) => wrap(line, '    - ', '      '))];
}

function wrap(text: string, first: string, next = first): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.length + word.length > width && line.trim() !== '' && line !== first) {
      lines.push(line.trimEnd());
      line = next;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
