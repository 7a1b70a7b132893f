import type { ReactNode } from 'react';
import type { Selection } from '../../state/selection.ts';
import { EdgeInspector } from './edge-inspector.tsx';
import { NodeInspector } from './node-inspector.tsx';

/** A node or an edge of the picture. */
export function GraphInspector({ selection }: { readonly selection: Selection }): ReactNode {
  if (selection.kind === 'node') return <NodeInspector key={selection.node.id} chosen={selection.node} />;
  if (selection.kind === 'edge') return <EdgeInspector key={selection.edge.id} chosen={selection.edge} />;
  return null;
}
