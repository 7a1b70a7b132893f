import type { ReactNode } from 'react';
import { edgeStyle, laneTitles } from '../../../shared/graph/layout.ts';
import type { GraphEdge, GraphNode, GraphPicture } from '../../../shared/rpc/graph.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import { useSelection } from '../../state/selection.ts';
import { countWords, formatCount } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { relationWords, styleWords } from './words.ts';
import styles from './list.module.css';

/** The picture in words: every node and every edge, in the order of the lanes. */
export function PictureList({ picture, outside }: { readonly picture: GraphPicture; readonly outside: ReadonlySet<string> }): ReactNode {
  const labels = new Map(picture.nodes.map((node) => [node.id, node.label]));
  return (
    <div className={styles['lists']} tabIndex={0} role="region" aria-label="The picture as lists">
      <table className={styles['table']}>
        <caption>{countWords(picture.nodes.length, 'node')}</caption>
        <thead>
          <tr>
            <th scope="col">name</th>
            <th scope="col">what</th>
            <th scope="col">lane</th>
            <Counted />
          </tr>
        </thead>
        <tbody>
          {picture.nodes.map((node) => (
            <NodeRow key={node.id} node={node} />
          ))}
        </tbody>
      </table>
      <table className={styles['table']}>
        <caption>{countWords(picture.edges.length, 'edge')}</caption>
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">how</th>
            <th scope="col">to</th>
            <Counted />
          </tr>
        </thead>
        <tbody>
          {picture.edges.map((edge) => (
            <EdgeRow key={edge.id} edge={edge} from={labels.get(edge.from) ?? edge.from} to={labels.get(edge.to) ?? edge.to} outside={outside.has(edge.id)} />
          ))}
        </tbody>
      </table>
    </div>
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
      <th scope="col">first</th>
      <th scope="col">last</th>
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
      <td className={`${styles['wide'] ?? ''} cut`}>
        <button type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'node', node })}>
          <LogText text={node.label} />
        </button>
      </td>
      <td className={`${styles['wide'] ?? ''} cut`}>
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
      <td className={`${styles['wide'] ?? ''} cut`}>
        <LogText text={from} />
      </td>
      <td>
        <button type="button" className="link" onClick={() => useSelection.getState().select({ kind: 'edge', edge })}>
          <LogText text={relationWords(edge)} />
        </button>
        , {styleWords[edgeStyle(edge)].word}
      </td>
      <td className={`${styles['wide'] ?? ''} cut`}>
        <LogText text={to} />
      </td>
      <Counts of={edge} />
    </tr>
  );
}
