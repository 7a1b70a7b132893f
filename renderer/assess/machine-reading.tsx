import type { ReactNode } from 'react';
import type { Filter } from '../../shared/rpc/filter.ts';
import { rungs, type Rung } from '../../shared/rungs.ts';
import type { AssessTarget } from '../state/assess.ts';
import { countWords, formatCount } from '../ui/format.ts';
import { RungMark } from '../ui/rung-mark.tsx';
import { useEngine } from '../use-engine.ts';
import styles from './assess.module.css';

/** What the reader made of the target, so that a person's word stands beside it and not over it. */
export function MachineReading({ target }: { readonly target: AssessTarget }): ReactNode {
  const filter: Filter = target.kind === 'events' ? { events: target.events } : target.kind === 'filter' ? target.filter : { credentials: [target.credential] };
  const count = useEngine('events.count', { filter });
  if (!count.data) return null;
  return (
    <p className={styles['machine']}>
      <span className="quiet">Machine reading of {countWords(count.data.total, 'event')}:</span>
      {rungs
        .map((_name, rung) => {
          const events = count.data.counts[rung] ?? 0;
          return events === 0 ? null : <RungMark key={rung} rung={rung as Rung} count={formatCount(events)} />;
        })
        .toReversed()}
    </p>
  );
}
