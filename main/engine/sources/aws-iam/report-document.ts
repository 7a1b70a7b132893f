import type { Micros } from '../../../../shared/time.ts';
import { readTime, textAt } from '../kit.ts';
import type { ReportRow } from './report-row.ts';

/** A credential report inside the JSON that `aws iam get-credential-report` prints: its rows and when it was made. */
export interface ReportDocument {
  readonly rows: readonly ReportRow[];
  readonly at: Micros | null;
}

export function reportOfDocument(value: unknown): ReportDocument | null {
  const content = textAt(value, 'Content');
  if (content === '' || !/csv/i.test(textAt(value, 'ReportFormat'))) return null;
  const table = content.startsWith('user,') ? content : Buffer.from(content, 'base64').toString('utf8');
  const [header = [], ...lines] = table
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map(cellsOf);
  const rows = lines
    .filter((cells) => cells.length === header.length)
    .map((cells) => Object.fromEntries(header.map((column, place) => [column, cells[place] ?? ''])));
  return { rows, at: readTime(textAt(value, 'GeneratedTime'))?.at ?? null };
}

/** IAM user names may hold a comma; such a cell is quoted. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
}
