import { splitHidden as runsOf } from '../../shared/visible-text.ts';

/** Part of a text from a log: shown as it is, or a character that would not be seen (or would reorder what is seen). */
export type TextPart = { readonly kind: 'plain'; readonly text: string } | { readonly kind: 'hidden'; readonly code: string; readonly name: string };

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
  return runsOf(text).map((run) =>
    run.hidden
      ? { kind: 'hidden', code: `U+${run.code.toString(16).toUpperCase().padStart(4, '0')}`, name: names[run.code] ?? 'character that cannot be seen' }
      : { kind: 'plain', text: run.text },
  );
}
