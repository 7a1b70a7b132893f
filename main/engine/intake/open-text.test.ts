import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoderFor, encodingOf } from './open-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', '{', '"', 'é', '漢', '😀', '\n'), maxLength: 80 });

test.each(['UTF-16LE', 'UTF-16BE'] as const)('%s: the text, and the way back to each byte, at any division', (encoding) => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (value, cuts) => {
      const units = Buffer.from(`\ufeff${value}`, 'utf16le');
      const bytes = encoding === 'UTF-16LE' ? units : Buffer.from(units).swap16();
      expect(encodingOf(bytes)).toBe(encoding);
      const decoder = decoderFor(encoding);
      const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
      const out = places.slice(0, -1).map((from, at) => decoder.decode(bytes.subarray(from, places[at + 1])));
      out.push(decoder.flush());
      expect(Buffer.concat(out).toString('utf8')).toBe(value);
      let offset = decoder.base;
      let place = 2;
      for (const sign of value) {
        expect(decoder.place(offset)).toBe(place);
        offset += Buffer.byteLength(sign);
        place += sign.length * 2;
      }
      expect(decoder.place(offset)).toBe(bytes.length);
      expect(decoder.damaged).toBe(false);
    }),
  );
});

test('half a pair is said, never replaced in silence', () => {
  const decoder = decoderFor('UTF-16LE');
  decoder.decode(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]));
  decoder.flush();
  expect(decoder.damaged).toBe(true);
});

test('a UTF-8 byte order mark is passed over and counted, also in single bytes', () => {
  const decoder = decoderFor('UTF-8 with BOM');
  const out = [...Buffer.from('\ufeffab')].map((byte) => decoder.decode(Buffer.from([byte])));
  expect(Buffer.concat(out).toString()).toBe('ab');
  expect(decoder.base).toBe(3);
});
