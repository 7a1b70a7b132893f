import type { FramedRecord } from '../source.ts';
import { at, isRecord, jsonCell, nestedRow, parseJson, textAt } from '../kit.ts';
import type { Fields } from '../kit.ts';

/** The decision in whatever it was framed as, or null when there is none. */
export function openDecision(framed: FramedRecord): Fields | null {
  switch (framed.form) {
    case 'json':
      return decisionOf(framed.value, 0);
    case 'text':
      return decisionOf(parseJson(framed.text.slice(Math.max(0, framed.text.indexOf('{')))), 0);
    case 'row':
      return decisionOf(nestedRow(framed.row), 0);
  }
}

function decisionOf(value: unknown, depth: number): Fields | null {
  if (!isRecord(value)) return null;
  if (looksLikeDecision(value)) return value;
  if (depth > 1) return null;
  for (const name of ['log', 'message', 'event', 'json']) {
    const inner = at(value, name);
    const found = decisionOf(typeof inner === 'string' ? jsonCell(inner) : inner, depth + 1);
    if (found) return found;
  }
  return null;
}

/** `decision_id` beside the path or query that was asked. OPA's console log writes the same with `msg: Decision Log` and `time`. */
function looksLikeDecision(value: Fields): boolean {
  if (textAt(value, 'decision_id') === '') return false;
  return textAt(value, 'path') !== '' || textAt(value, 'query') !== '' || isRecord(at(value, 'input')) || isRecord(at(value, 'labels'));
}

/** The place of the rule, with slashes, as `data.http.authz.allow` is asked at `/v1/data/http/authz/allow`. */
export function pathOf(decision: Fields): string {
  const path = textAt(decision, 'path').replace(/^\/+/, '');
  return (
    path ||
    textAt(decision, 'query')
      .replace(/^data\./, '')
      .replaceAll('.', '/')
  );
}
