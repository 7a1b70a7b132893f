import type { CustodyEntry } from '../../../shared/rpc/evidence.ts';

/** The reason given with an act, where there was one. */
export function reasonOf(entry: Pick<CustodyEntry, 'body'>): string {
  const body = parseBody(entry.body);
  for (const name of ['rationale', 'reason', 'note'] as const) {
    const value = body[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

/** What was done, with moments as they are written everywhere else: `2026-11-04 14:05:00 UTC`. */
export function wordsOf(entry: Pick<CustodyEntry, 'words'>): string {
  return entry.words.replace(/(?<![\w.:-])(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.0+|(\.\d+?)0*)?Z(?![\w-])/g, '$1 $2$3 UTC').replace(/…\.$/, '…');
}

/** The body as indented JSON, or as it is where it is none (a body may be withheld). */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
