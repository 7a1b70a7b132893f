/**
 * Characters that cannot be seen, or that change the order in which others are seen: controls, bidirectional marks and
 * overrides (UAX #9), zero-width and variation characters, tags, line separators and unpaired surrogates.
 */
// oxlint-disable-next-line no-control-regex, no-misleading-character-class
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff]|[\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** The text with every character that hides or reorders others written as its code point, `[U+202E]`. Everything else stays as it is. */
export function showHidden(text: string): string {
  return text.replace(hidden, (found) => `[U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

/** Whether anything in the text would be shown by `showHidden`. */
export function hidesText(text: string): boolean {
  return showHidden(text) !== text;
}
