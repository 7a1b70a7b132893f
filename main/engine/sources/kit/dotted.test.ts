import { expect, test } from 'vitest';
import { nestedRow } from './dotted.ts';

test('columns named by a path are one object again', () => {
  expect(nestedRow({ 'actor.id': '1', 'actor.name': '', 'target[0].id': 'a', 'target[1].id': 'b', 'x.0': 'y', list: '["z"]' })).toEqual({
    actor: { id: '1' },
    target: [{ id: 'a' }, { id: 'b' }],
    x: ['y'],
    list: ['z'],
  });
});

test('a column with the whole object comes before its parts, and nothing reaches a prototype', () => {
  expect(nestedRow({ actor: '{"id":"1"}', 'actor.id': '2', 'actor.name': 'n' })).toEqual({ actor: { id: '1', name: 'n' } });
  expect(nestedRow({ a: 'text', 'a.b': 'lost', '__proto__.x': 'y', 'constructor.x': 'y', 'a..b': 'z' })).toEqual({ a: 'text' });
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});
