import type { Plan } from './plan.ts';
import { cellsOf } from './rows.ts';

const jsonLines: Plan = { kind: 'json_lines', label: 'JSON lines' };
const wrapped: Plan = { kind: 'values', unwrap: true, label: 'JSON, records inside a document' };
const plain: Plan = { kind: 'values', unwrap: false, label: 'JSON' };
const bareArray: Plan = { kind: 'values', unwrap: false, label: 'JSON array' };
const stampedLines: Plan = { kind: 'stamped_lines', label: 'CloudWatch Logs export lines' };
const textLines: Plan = { kind: 'text_lines', label: 'text lines' };

const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z\s+\{/;

/**
 * The ways in which a stream that begins like this may be framed, the likeliest first. Which one it is, the readers say:
 * a record may itself have a key named `items` or `events`.
 */
export function sniff(head: string, whole: boolean): readonly Plan[] {
  const text = head.trimStart();
  const first = text[0];
  if (first === '{') return objects(text, whole);
  if (first === '[') return /^\[\s*[[{"\]\dtfn-]/.test(text) ? [bareArray, textLines] : [textLines];
  const lines = completeLines(text, whole);
  if (stamp.test(lines[0] ?? text)) return [stampedLines, textLines];
  const table = tableOf(text);
  return table ? [table, textLines] : [textLines];
}

function objects(text: string, whole: boolean): readonly Plan[] {
  const lines = completeLines(text, whole);
  const parsed = lines.filter(isJson).length;
  // Syslog collectors mix bare JSON with JSON behind a header, line by line.
  const mixed = parsed > 0 && parsed < lines.length ? [textLines] : [];
  if (lines.length > 1 && parsed * 2 > lines.length) return [jsonLines, wrapped, ...mixed];
  return [wrapped, plain, ...mixed];
}

/** Up to 50 lines that are not blank, without one that the head cuts off. */
function completeLines(text: string, whole: boolean): readonly string[] {
  const lines = text.split('\n', 200);
  if (!whole && lines.length < 200) lines.pop();
  return lines.filter((line) => line.trim() !== '').slice(0, 50);
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** A header line of at least two named columns, none of them twice empty. */
function tableOf(text: string): Plan | null {
  const start = text.replace(/^(#TYPE [^\n]*|sep=.)\r?\n/i, '');
  const line = start.slice(0, start.search(/\r?\n|$/));
  // VPC flow logs on S3 are tables divided by spaces.
  const delimiters = [',', '\t', ';', ...(/(^| )interface-id( |$)/.test(line) ? [' '] : [])];
  const found = delimiters.map((delimiter) => ({ delimiter, cells: cellsOf(line, delimiter) ?? [] })).sort((a, b) => b.cells.length - a.cells.length)[0]!;
  const named = found.cells.filter((cell) => /^[\p{L}_@#$<][^{}]{0,200}$/u.test(cell.trim())).length;
  if (found.cells.length < 2 || named < found.cells.length * 0.8) return null;
  return { kind: 'table', delimiter: found.delimiter, label: found.delimiter === '\t' ? 'TSV' : found.delimiter === ' ' ? 'table divided by spaces' : 'CSV' };
}
