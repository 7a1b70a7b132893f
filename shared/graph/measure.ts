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

/** The text, or its beginning and end around an ellipsis, so that it fits: names of machines differ at both ends. */
export function fitText(text: string, room: number, size: number, weight: 400 | 600 = 400): string {
  if (textWidth(text, size, weight) <= room) return text;
  const characters = [...text];
  let keep = characters.length - 1;
  let cut = text;
  while (keep > 1) {
    const head = Math.ceil(keep / 2);
    cut = `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (keep - head)).join('')}`;
    if (textWidth(cut, size, weight) <= room) return cut;
    keep -= 1;
  }
  return '…';
}
