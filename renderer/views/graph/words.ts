import type { EdgeStyle } from '../../../shared/graph/layout.ts';
import type { GraphEdge, GraphNode } from '../../../shared/rpc/graph.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import { countWords, formatCount } from '../../ui/format.ts';
import { holdingWords } from '../../ui/words.ts';

/** What each line style says, in one word and in full. */
export const styleWords: Readonly<Record<EdgeStyle, { readonly word: string; readonly meaning: string }>> = {
  solid: { word: 'succeeded', meaning: 'solid: at least one call took effect' },
  dashed: { word: 'attempted only', meaning: 'dashed: attempted, no call took effect' },
  dotted: { word: 'could', meaning: 'dotted: held or readable, no use shown' },
};

/** `held, as issued`, `minted by AssumeRole`, `touched`. */
export function relationWords(edge: Pick<GraphEdge, 'kind' | 'label' | 'basis'>): string {
  if (edge.kind === 'minted') return edge.label === '' ? 'minted' : `minted by ${edge.label}`;
  if (edge.kind === 'held') return edge.basis === null ? 'held' : `held, ${holdingWords[edge.basis].word}`;
  return 'touched';
}

/** `204 successful, 2 attempted`, unknown only where there are any. */
export function outcomeWords(counts: GraphNode['counts']): string {
  const parts = [`${formatCount(successfulOf(counts))} successful`, `${formatCount(attemptedOf(counts))} attempted`];
  if (counts[0] > 0) parts.push(`${formatCount(counts[0])} unknown`);
  return parts.join(', ');
}

export function eventsOf(counts: GraphNode['counts']): number {
  return counts.reduce((sum, each) => sum + each, 0);
}

/** A node in one breath, for a screen reader. */
export function nodeWords(node: GraphNode): string {
  const size = node.members > 0 ? `group of ${countWords(node.members, 'member')}, ` : '';
  return `${node.label}, ${node.sub}, ${size}${eventsOf(node.counts) === 0 ? 'no events' : outcomeWords(node.counts)}${node.subject ? ', what the case is about' : ''}`;
}
