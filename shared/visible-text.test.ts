import { describe, expect, it } from 'vitest';
import { hidesText, showHidden, splitHidden } from './visible-text.ts';

describe('showHidden', () => {
  it('writes direction overrides and zero-width characters as their code points', () => {
    expect(showHidden('prod\u202Eatad\u200B')).toBe('prod[U+202E]atad[U+200B]');
    expect(showHidden('a\tb\nc\u0000')).toBe('a[U+0009]b[U+000A]c[U+0000]');
    expect(showHidden('tag\u{E0041}')).toBe('tag[U+E0041]');
    expect(showHidden('\uE000')).toBe('[U+E000]');
    expect(showHidden('half \uD800 pair')).toBe('half [U+D800] pair');
  });

  it('leaves what can be seen alone, in every script', () => {
    for (const text of ['release-signer', 'Zoë Müller', '監査ログ', 'مراجع', '🔑 key', 'ASIA…K0PL']) {
      expect(showHidden(text)).toBe(text);
      expect(hidesText(text)).toBe(false);
    }
  });
});

describe('splitHidden', () => {
  it('gives back the whole text, with tabs and line ends inside what is plain', () => {
    expect(splitHidden('a\u202Eb\n\tc')).toEqual([
      { hidden: false, text: 'a' },
      { hidden: true, code: 0x202e },
      { hidden: false, text: 'b\n\tc' },
    ]);
    expect(splitHidden('')).toEqual([{ hidden: false, text: '' }]);
    expect(splitHidden('\u200B')).toEqual([{ hidden: true, code: 0x200b }]);
  });
});
