import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countWords, formatBytes, formatExtent, formatMoment, formatSpan, formatTime, formatWindow, shortDigest } from './format.ts';
import { splitHidden } from './hidden-characters.ts';

const at = Date.UTC(2026, 10, 3, 10, 4, 18, 201) * 1000;

describe('figures for people', () => {
  it('count in words', () => {
    expect(countWords(1, 'entry', 'entries')).toBe('1 entry');
    expect(countWords(18_402, 'event')).toBe('18,402 events');
  });

  it('say sizes and spans in two units at most', () => {
    expect([0, 999, 1000, 164_220, 12_000_000_000].map(formatBytes)).toEqual(['0 bytes', '999 bytes', '1.00 kB', '164 kB', '12.0 GB']);
    expect([0, 45_000_000, 8_400_000_000, 180_000_000_000, 5000].map(formatSpan)).toEqual(['0 s', '45 s', '2 h 20 min', '2 days 2 h', '5 ms']);
  });

  it('keep decimals of a second only where there are any', () => {
    expect([formatMoment(at), formatMoment(at - 201_000), formatTime(at), formatTime(at - 201_000)]).toEqual([
      '2026-11-03 10:04:18.201',
      '2026-11-03 10:04:18',
      '10:04:18.201',
      '10:04:18',
    ]);
  });

  it('say a window as a person would', () => {
    const hour = 3_600_000_000;
    expect([
      formatWindow(undefined, undefined),
      formatWindow(at, undefined),
      formatWindow(undefined, at),
      formatWindow(at, at + 2 * hour),
      formatWindow(at, at + 30 * hour),
    ]).toEqual(['All time', 'from 2026-11-03 10:04', 'before 2026-11-03 10:04', '2026-11-03 10:04 – 12:04', '2026-11-03 10:04 – 2026-11-04 16:04']);
    expect(formatExtent(at, at)).toBe('2026-11-03 10:04 – 10:04');
  });

  it('shorten a digest to what an eye compares', () => {
    expect(shortDigest('9f41c2ab77e0'.padEnd(60, '0') + '1d5e')).toBe('9f41 c2ab 77e0 … 1d5e');
  });
});

describe('text from logs', () => {
  it('never hides or reorders: every character is shown or named', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const rebuilt = splitHidden(text)
          .map((part) => (part.kind === 'plain' ? part.text : String.fromCodePoint(Number.parseInt(part.code.slice(2), 16))))
          .join('');
        expect(rebuilt).toBe(text);
      }),
    );
    expect(splitHidden('a\u202Eb')).toEqual([
      { kind: 'plain', text: 'a' },
      { kind: 'hidden', code: 'U+202E', name: 'right-to-left override' },
      { kind: 'plain', text: 'b' },
    ]);
    expect(splitHidden('line\n\ttab')).toEqual([{ kind: 'plain', text: 'line\n\ttab' }]);
  });
});
