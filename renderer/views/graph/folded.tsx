import type { ReactNode } from 'react';
import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import { useCase } from '../../state/case.ts';
import { useFilter } from '../../state/filter.ts';
import { countWords } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { changePicture, limits, type PictureState } from './picture-state.ts';
import { changeByHand } from './picture-undo.ts';
import styles from './view.module.css';

/** What the picture does not show one by one, and how to see it. */
export function Folded({ picture, state }: { readonly picture: GraphPicture; readonly state: PictureState }): ReactNode {
  const { folded, leftOut } = picture;
  const out = leftOut.nodes + leftOut.edges;
  const summary = useCase().data;
  const bare = useFilter((each) => Object.keys(each.filter).length === 0);
  const full = picture.nodes.length >= state.limit;
  // Without a filter a large case opens on the world of its subject.
  const world = bare && !full && picture.nodes.some((node) => node.subject) && summary?.span != null;
  const showAll = (): void => useFilter.getState().set({ from: summary?.span?.from, to: (summary?.span?.to ?? 0) + 1 });
  const more = limits.find((limit) => limit > state.limit);
  if (folded.length === 0 && out === 0 && state.hidden.length === 0 && state.expanded.length === 0) return null;
  return (
    <div className={`${styles['folded'] ?? ''} soft`}>
      {folded.length > 0 && (
        <span>
          {countWords(folded.length, 'group')} folded:{' '}
          {folded.map((fold, place) => (
            <span key={fold.node}>
              {place > 0 && ', '}
              <button type="button" className="link" title="Unfold" onClick={() => changeByHand({ expanded: [...state.expanded, fold.node] })}>
                <LogText text={fold.words} />
              </button>
            </span>
          ))}
        </span>
      )}
      {state.expanded.length > 0 && (
        <button type="button" className="link" onClick={() => changeByHand({ expanded: [] })}>
          Fold all {countWords(state.expanded.length, 'open group')}
        </button>
      )}
      {state.hidden.length > 0 && (
        <button type="button" className="link" onClick={() => changeByHand({ hidden: [] })}>
          Show {countWords(state.hidden.length, 'hidden node')} again
        </button>
      )}
      {out > 0 && (
        <span role="status">
          {world && 'Shown is the world of the compromised. '}
          Not in this picture: {countWords(leftOut.nodes, 'node')} and {countWords(leftOut.edges, 'edge')} of the case.{' '}
          {world && (
            <button type="button" className="link" onClick={showAll}>
              Show the whole case
            </button>
          )}
          {full && more !== undefined && (
            <button type="button" className="link" onClick={() => changePicture({ limit: more })}>
              Show up to {more}
            </button>
          )}
        </span>
      )}
    </div>
  );
}
