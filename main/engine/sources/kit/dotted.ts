import { isRecord, parseJson } from './values.ts';
import type { Fields } from './values.ts';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

type Bag = Record<string, unknown>;

/** Columns named by a path (`actor.alternateId`, `target[0].id`, `target.0.id`) as the object they were flattened from. Empty cells are left out; cells that hold JSON are read. */
export function nestedRow(row: Readonly<Record<string, unknown>>): Fields {
  const whole: Bag = {};
  for (const [column, cell] of Object.entries(row)) {
    if (cell === '' || cell === null || cell === undefined) continue;
    const steps = column.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
    if (steps.length > 12 || steps.some((step) => step === '' || forbidden.has(step))) continue;
    place(whole, steps, typeof cell === 'string' ? jsonCell(cell) : cell);
  }
  return listed(whole) as Fields;
}

/** A cell as the object or list it holds, else the cell itself. */
export function jsonCell(cell: string): unknown {
  const start = cell.trimStart()[0];
  if (start !== '{' && start !== '[') return cell;
  return parseJson(cell) ?? cell;
}

/** What is said of the same place first stays: a column with the whole object comes before its parts. */
function place(whole: Bag, steps: readonly string[], value: unknown): void {
  let holder = whole;
  for (const step of steps.slice(0, -1)) {
    const inner = Object.hasOwn(holder, step) ? holder[step] : undefined;
    if (isRecord(inner)) holder = inner;
    else if (inner === undefined) {
      const made: Bag = {};
      holder[step] = made;
      holder = made;
    } else return;
  }
  const last = steps.at(-1) ?? '';
  if (!Object.hasOwn(holder, last)) holder[last] = value;
}

/** An object whose keys are 0, 1, 2… was a list. */
function listed(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const isList = keys.length > 0 && keys.every((key, at) => key === String(at));
  if (isList) return keys.map((key) => listed(value[key]));
  return Object.fromEntries(keys.map((key) => [key, listed(value[key])]));
}
