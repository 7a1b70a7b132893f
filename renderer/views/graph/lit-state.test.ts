import { describe, expect, it } from 'vitest';
import { neighbours } from '../../graph/lit.ts';
import { litNow } from './lit-state.ts';

const links = [
  { id: 'ab', from: 'a', to: 'b' },
  { id: 'cd', from: 'c', to: 'd' },
];
const around = neighbours(links);
const edges = new Map(links.map((link) => [link.id, link]));
const nothing = { hovered: null, selected: null, pinned: [], exact: null, path: null };

describe('litNow', () => {
  it('lights everything while nothing is pointed at', () => {
    expect(litNow(nothing, around, edges)).toBeNull();
  });

  it('puts the pointer before the choice and keeps what is pinned', () => {
    const lit = litNow({ ...nothing, hovered: 'ab', selected: 'c', pinned: ['d'] }, around, edges);
    expect([...(lit?.nodes ?? [])].toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect([...(litNow({ ...nothing, hovered: 'a', selected: 'c' }, around, edges)?.nodes ?? [])].toSorted()).toEqual(['a', 'b']);
  });

  it('adds what the chosen node really touched, not while the pointer is elsewhere', () => {
    const exact = { nodes: new Set(['x']), edges: new Set<string>() };
    expect(litNow({ ...nothing, selected: 'a', exact }, around, edges)?.nodes.has('x')).toBe(true);
    expect(litNow({ ...nothing, hovered: 'c', selected: 'a', exact }, around, edges)?.nodes.has('x')).toBe(false);
  });

  it('shows a path alone', () => {
    const path = { nodes: new Set(['a']), edges: new Set<string>() };
    expect(litNow({ ...nothing, selected: 'c', path }, around, edges)).toBe(path);
  });
});
