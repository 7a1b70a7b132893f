import { describe, expect, it } from 'vitest';
import { litThroughEdge, litThroughNode, neighbours } from './lit.ts';

const link = (from: string, to: string) => ({ id: `${from}>${to}`, from, to });
const links = [link('runner', 'token'), link('token', 'session'), link('session', 'secrets'), link('session', 'data'), link('other', 'data')];

describe('lit', () => {
  it('lights what leads to a node and what it leads to, and nothing else', () => {
    const lit = litThroughNode(neighbours(links), 'session');
    expect([...lit.nodes].toSorted()).toEqual(['data', 'runner', 'secrets', 'session', 'token']);
    expect(lit.edges.has('other>data')).toBe(false);
  });

  it('lights the path of one edge only', () => {
    const lit = litThroughEdge(neighbours(links), link('session', 'secrets'));
    expect([...lit.nodes].toSorted()).toEqual(['runner', 'secrets', 'session', 'token']);
    expect(lit.edges.has('session>data')).toBe(false);
  });

  it('does not claim that what lies beyond a plane belongs to the path', () => {
    const around = neighbours([link('a', 'plane:data'), link('b', 'plane:data'), link('plane:data', 'bucket')]);
    expect([...litThroughNode(around, 'a').nodes].toSorted()).toEqual(['a', 'plane:data']);
    expect([...litThroughNode(around, 'bucket').nodes].toSorted()).toEqual(['bucket', 'plane:data']);
    expect(litThroughNode(around, 'plane:data').nodes.size).toBe(4);
    expect([...litThroughEdge(around, link('a', 'plane:data')).nodes].toSorted()).toEqual(['a', 'plane:data']);
  });

  it('ends on a circle', () => {
    const round = neighbours([link('a', 'b'), link('b', 'a')]);
    expect(litThroughNode(round, 'a').nodes.size).toBe(2);
  });
});
