import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { edgeStyle, laneTitles } from '../../../shared/graph/layout.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../../../shared/rpc/graph.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import { useSelection } from '../../state/selection.ts';
import { countWords, formatCount } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { relationWords, styleWords } from './words.ts';
import styles from './list.module.css';

/** The picture in words: every node and every edge, in the order of the lanes. Only the rows in sight are made. */
export function PictureList({ picture, outside }: { readonly picture: GraphPicture; readonly outside: ReadonlySet<string> }): ReactNode {
  const labels = useMemo(() => new Map(picture.nodes.map((node) => [node.id, node.label])), [picture]);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <div ref={scroller} className={styles['lists']} tabIndex={0} role="region" aria-label="The picture as lists">
      <ListTable
        caption={countWords(picture.nodes.length, 'node')}
        heads={['name', 'what', 'lane']}
        scroller={scroller}
        items={picture.nodes}
        row={(node) => <NodeRow key={node.id} node={node} />}
      />
      <ListTable
        caption={countWords(picture.edges.length, 'edge')}
        heads={['from', 'how', 'to']}
        scroller={scroller}
        items={picture.edges}
        row={(edge) => (
          <EdgeRow key={edge.id} edge={edge} from={labels.get(edge.from) ?? edge.from} to={labels.get(edge.to) ?? edge.to} outside={outside.has(edge.id)} />
        )}
      />
    </div>
  );
}

const rowHeight = 28;

interface ListTableProps<Item> {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly items: readonly Item[];
  readonly row: (item: Item) => ReactNode;
}

function ListTable<Item>({ caption, heads, scroller, items, row }: ListTableProps<Item>): ReactNode {
  const body = useRef<HTMLTableSectionElement>(null);
  const [start, setStart] = useState(0);
  useLayoutEffect(() => {
    if (!body.current || !scroller.current) return;
    setStart(body.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top + scroller.current.scrollTop);
  }, [scroller, items]);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: start,
  });
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0]?.index ?? 0, shown.at(-1)?.index ?? -1];
  return (
    <table className={styles['table']} aria-rowcount={items.length + 1}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          <Counted />
        </tr>
      </thead>
      <tbody ref={body}>
        <Spacer rows={first} />
        {shown.map(({ index }) => {
          const item = items[index];
          return item === undefined ? null : row(item);
        })}
        <Spacer rows={items.length - 1 - last} />
      </tbody>
    </table>
  );
}

function Spacer({ rows }: { readonly rows: number }): ReactNode {
  return rows <= 0 ? null : (
    <tr aria-hidden="true" className={styles['spacer']}>
      <td colSpan={8} style={{ height: rows * rowHeight }}>
        {'\u00a0'}
      </td>
    </tr>
  );
}

function Counted(): ReactNode {
  return (
    <>
      <th scope="col" className={styles['number']}>
        successful
      </th>
      <th scope="col" className={styles['number']}>
        attempted
      </th>
      <th scope="col" className={styles['number']}>
        unknown
      </th>
      <th scope="col" className={styles['moment']}>
        first
      </th>
      <th scope="col" className={styles['moment']}>
        last
      </th>
    </>
  );
}

function Counts({ of }: { readonly of: GraphNode | GraphEdge }): ReactNode {
  return (
    <>
      <td className={styles['number']}>{formatCount(successfulOf(of.counts))}</td>
      <td className={styles['number']}>{formatCount(attemptedOf(of.counts))}</td>
      <td className={styles['number']}>{formatCount(of.counts[0])}</td>
      <td>{of.first === null ? '' : <Moment at={of.first} />}</td>
      <td>{of.last === null ? '' : <Moment at={of.last} />}</td>
    </>
  );
}

function NodeRow({ node }: { readonly node: GraphNode }): ReactNode {
  const chosen = useSelection((state) => state.selection?.kind === 'node' && state.selection.node.id === node.id);
  return (
    <tr className={chosen ? styles['chosen'] : undefined}>
      <td className="cut">
        <button type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'node', node })}>
          <LogText text={node.label} />
        </button>
      </td>
      <td className="cut">
        <LogText text={node.sub} />
        {node.subject && ', what the case is about'}
      </td>
      <td>{laneTitles[node.lane]}</td>
      <Counts of={node} />
    </tr>
  );
}

function EdgeRow({ edge, from, to, outside }: { readonly edge: GraphEdge; readonly from: string; readonly to: string; readonly outside: boolean }): ReactNode {
  const chosen = useSelection((state) => state.selection?.kind === 'edge' && state.selection.edge.id === edge.id);
  return (
    <tr className={`${chosen ? (styles['chosen'] ?? '') : ''} ${outside ? (styles['dim'] ?? '') : ''}`}>
      <td className="cut">
        <LogText text={from} />
      </td>
      <td className="cut">
        <button type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'edge', edge })}>
          <LogText text={relationWords(edge)} />
        </button>
        , {styleWords[edgeStyle(edge)].word}
      </td>
      <td className="cut">
        <LogText text={to} />
      </td>
      <Counts of={edge} />
    </tr>
  );
}
