import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAddress, readOrigin } from './address.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:52110', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
  ['[2001:DB8::7]:443', '2001:db8::7'],
  ['2001:db8::7', '2001:db8::7'],
  ['fe80::1%eth0', 'fe80::1'],
  ['035.249.253.232', '035.249.253.232'],
])('%s is the address %s', (source, ip) => {
  expect(readOrigin(source)).toEqual({ ip, origin: null });
});

test.each(['AWS Internal', 'secretsmanager.amazonaws.com', '203.0.113.777', '1:2:3', 'dead.beef', 'console'])('%s is an origin', (source) => {
  expect(readOrigin(source)).toEqual({ ip: null, origin: source });
});

test.each(['', ' ', '-'])('nothing is said by %j', (source) => {
  expect(readOrigin(source)).toEqual({ ip: null, origin: null });
});

test('every address of either family is one, with and without a port', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.integer({ min: 1, max: 65535 }), (host, port) => {
      expect(readOrigin(`${host}:${port}`).ip).toBe(host);
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), (host) => {
      expect(isAddress(host)).toBe(true);
      expect(readOrigin(`[${host}]:443`).ip).not.toBeNull();
    }),
  );
});
