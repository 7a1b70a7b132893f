import { Fragment, type ReactNode } from 'react';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { GraphNode } from '../../../shared/rpc/graph.ts';
import type { Rung } from '../../../shared/rungs.ts';
import { openEvents } from '../../state/open.ts';
import { formatCount } from '../../ui/format.ts';
import { RungMark } from '../../ui/rung-mark.tsx';

const families: readonly (readonly [string, readonly Rung[]])[] = [
  ['Successful', [4]],
  ['Attempted', [3, 2, 1]],
  ['Unknown', [0]],
];

/** Events per rung; each number opens its events where there is a filter for them. */
export function rungRows(counts: GraphNode['counts'], filter: Filter | null): readonly (readonly [string, ReactNode])[] {
  const present = families.map(([name, rungs]) => [name, rungs.filter((rung) => counts[rung] > 0)] as const);
  return present
    .filter(([, rungs]) => rungs.length > 0)
    .map(([name, rungs]) => [
      name,
      rungs.map((rung, place) => (
        <Fragment key={rung}>
          {place > 0 && <br />}
          <Opening rung={rung} events={counts[rung]} filter={filter} />
        </Fragment>
      )),
    ]);
}

function Opening({ rung, events, filter }: { readonly rung: Rung; readonly events: number; readonly filter: Filter | null }): ReactNode {
  const mark = <RungMark rung={rung} count={formatCount(events)} />;
  if (filter === null) return mark;
  return (
    <button type="button" className="link" onClick={() => openEvents({ ...filter, rungs: [rung] })}>
      {mark}
    </button>
  );
}
