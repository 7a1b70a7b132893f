import { describe, expect, it } from 'vitest';
import type { GraphEdge } from '../../../shared/rpc/graph.ts';
import { outsideOf } from './split.ts';

const edge = (id: string, first: number | null, last: number | null): GraphEdge => ({
  id,
  from: 'a',
  to: 'b',
  kind: 'touched',
  label: '',
  basis: null,
  counts: [0, 0, 0, 0, 1],
  first,
  last,
  filter: {},
});
const edges = [edge('early', 1, 5), edge('late', 10, 12), edge('across', 4, 11), edge('listed', null, null)];

describe('outsideOf', () => {
  it('takes away what lies wholly on the other side', () => {
    expect([...outsideOf(edges, 10, 'before')]).toEqual(['late']);
    expect([...outsideOf(edges, 10, 'after')]).toEqual(['early']);
  });

  it('takes away a node only when nothing of it is left', () => {
    const own = [{ ...edge('early', 1, 5), to: 'c' }, edge('late', 10, 12)];
    expect([...outsideOf(own, 10, 'after')]).toEqual(['early', 'c']);
  });

  it('takes nothing away from the whole', () => {
    expect(outsideOf(edges, 10, 'whole').size).toBe(0);
    expect(outsideOf(edges, null, 'after').size).toBe(0);
  });
});
