/** Widths in em of the interface's text face, by class of character; close enough to keep text inside its box without asking a browser. */
const narrow = new Set(" .,:;|'!ijl()[]{}ftrI·");
const wide = new Set('mwMW@%…—');

function em(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x2e7f) return 1;
  if (narrow.has(character)) return 0.34;
  if (wide.has(character)) return 0.9;
  if (code >= 65 && code <= 90) return 0.68;
  return 0.585;
}

/** Estimated width in pixels at this size; `weight` 600 is a little wider. */
export function textWidth(text: string, size: number, weight: 400 | 600 = 400): number {
  let sum = 0;
  for (const character of text) sum += em(character);
  return sum * size * (weight === 600 ? 1.05 : 1);
}

/** Fewer characters than this of a path or key say nothing on their own. */
const leastTail = 8;

/**
 * The text, or what of it fits around one ellipsis. Of a path or a key that is written in steps the last steps are kept
 * whole (`…ci:build-runner`); of anything else the beginning and the end, because names of machines differ at both.
 */
export function fitText(text: string, room: number, size: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  for (let at = text.search(/[:/]/); at >= 0 && text.length - at > leastTail; at = nextStep(text, at)) {
    const tail = `…${text.slice(at + 1)}`;
    if (textWidth(tail, size, weight) <= room) return tail;
  }
  const characters = [...text];
  for (let keep = characters.length - 1; keep > 1; keep -= 1) {
    const head = Math.ceil(keep / 2);
    const cut = `${bare(characters.slice(0, head).join(''), /[\s….,:;/(-]+$/u)}…${bare(characters.slice(characters.length - (keep - head)).join(''), /^[\s….,:;/)-]+/u)}`;
    if (textWidth(cut, size, weight) <= room) return cut;
  }
  return '…';
}

function nextStep(text: string, at: number): number {
  const next = text.slice(at + 1).search(/[:/]/);
  return next < 0 ? -1 : at + 1 + next;
}

/** Without what would stand beside the ellipsis and say nothing. */
function bare(text: string, edge: RegExp): string {
  return text.replace(edge, '');
}
