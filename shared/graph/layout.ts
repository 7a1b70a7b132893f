import type { GraphPicture } from '../rpc/graph.ts';
import { arrangeColumns, type Grid } from './columns.ts';
import { placeLabels } from './labels.ts';
import { orderColumns } from './order.ts';
import { placeColumns } from './place.ts';
import type { Layout, LayoutSize } from './placed.ts';
import { routeEdges } from './route.ts';

export { edgeStyle, laneTitles } from './placed.ts';
export type { Curve, EdgeStyle, Layout, LayoutSize, PlacedEdge, PlacedLabel, PlacedLane, PlacedNode } from './placed.ts';

/**
 * Places a picture in four lanes from left to right, credentials in columns by how often they were derived. Edges run only
 * between columns or on tracks kept free inside them, so none passes through a node. The same picture gives the same layout,
 * in whatever order its nodes and edges are listed.
 */
export function layoutGraph(picture: GraphPicture, size: LayoutSize = {}): Layout {
  const grid = arrangeWithin(picture, size);
  orderColumns(grid);
  const placed = placeColumns(grid, size);
  const edges = placeLabels(routeEdges(grid, placed));
  return { width: placed.width, height: placed.height, lanes: placed.lanes, nodes: placed.nodes, edges };
}

/** With the widest names that leave room for the edges. */
function arrangeWithin(picture: GraphPicture, size: LayoutSize): Grid {
  let grid = arrangeColumns(picture);
  for (const room of [0.6, 0.3, 0]) {
    if (!isTight(grid, size)) break;
    grid = arrangeColumns(picture, room);
  }
  return grid;
}

/** Whether the columns leave too little between them for the edges in the width there is. */
function isTight({ columns }: Grid, { width = 0 }: LayoutSize): boolean {
  return width > 0 && columns.reduce((sum, column) => sum + column.width, 0) + columns.length * 64 > width;
}
