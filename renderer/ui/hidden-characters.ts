/** Part of a text from a log: shown as it is, or a character that would not be seen (or would reorder what is seen). */
export type TextPart = { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'hidden'; readonly code: string; readonly name: string };

// Control and format characters, joiners, direction marks, private use and lone surrogates; a tab or line break shows as itself.
const hidden =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uD800-\uDFFF\uE000-\uF8FF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/u;

const names: Readonly<Record<number, string>> = {
  0x00: 'null',
  0x07: 'bell',
  0x08: 'backspace',
  0x1b: 'escape',
  0x7f: 'delete',
  0xad: 'soft hyphen',
  0x200b: 'zero width space',
  0x200c: 'zero width non-joiner',
  0x200d: 'zero width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'end of direction',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'end of isolate',
  0xfeff: 'byte order mark',
};

/** Splits a text so that nothing in it can hide or change the order of the rest. */
export function splitHidden(text: string): readonly TextPart[] {
  if (!hidden.test(text)) return [{ kind: 'plain', text }];
  const parts: TextPart[] = [];
  let plain = '';
  for (const character of text) {
    if (!hidden.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== '') parts.push({ kind: 'plain', text: plain });
    plain = '';
    const point = character.codePointAt(0) ?? 0;
    parts.push({ kind: 'hidden', code: `U+${point.toString(16).toUpperCase().padStart(4, '0')}`, name: names[point] ?? 'character that cannot be seen' });
  }
  if (plain !== '') parts.push({ kind: 'plain', text: plain });
  return parts;
}
