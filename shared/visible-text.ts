/**
 * Characters that cannot be seen, or that change the order in which others are seen: controls, bidirectional marks and
 * overrides (UAX #9), zero-width and variation characters, tags, line separators, private use and unpaired surrogates.
 */
// oxlint-disable-next-line no-control-regex, no-misleading-character-class
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\ue000-\uf8ff]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** The text with every character that hides or reorders others written as its code point, `[U+202E]`. Everything else stays as it is. */
export function showHidden(text: string): string {
  return text.replace(hidden, (found) => `[U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** A run of text as it is, or one character that would not be seen or would reorder what is seen. */
export type TextRun = { readonly hidden: false; readonly text: string } | { readonly hidden: true; readonly code: number };

const breaks = new Set(['\t', '\n', '\r']);

/** The text in runs, so that each hidden character can be named where it stands; tabs and line ends stay as they are. */
export function splitHidden(text: string): readonly TextRun[] {
  const runs: TextRun[] = [];
  let from = 0;
  for (const found of text.matchAll(hidden)) {
    if (breaks.has(found[0])) continue;
    if (found.index > from) runs.push({ hidden: false, text: text.slice(from, found.index) });
    runs.push({ hidden: true, code: found[0].codePointAt(0) ?? 0 });
    from = found.index + found[0].length;
  }
  if (from < text.length || runs.length === 0) runs.push({ hidden: false, text: text.slice(from) });
  return runs;
}

/** Whether anything in the text would be shown by `showHidden`. */
export function hidesText(text: string): boolean {
  return showHidden(text) !== text;
}
