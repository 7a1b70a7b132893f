import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Milestone } from '../../shared/rpc/case.ts';
import { useCase } from '../state/case.ts';
import { useFilter } from '../state/filter.ts';
import { formatSpan } from '../ui/format.ts';
import { MomentInput } from '../ui/moment-input.tsx';
import { milestoneWords } from '../ui/words.ts';
import styles from './filter-bar.module.css';

/** The time window of the filter: typed, or between two milestones. */
export function TimeEditor(): ReactNode {
  const { filter, patch } = useFilter();
  const milestones = useCase().data?.milestones ?? [];
  return (
    <div className={styles['editor']}>
      <MomentInput label="From" value={filter.from} onChange={(from) => patch({ from })} autoFocus />
      <MomentInput label="Until (not included)" value={filter.to} onChange={(to) => patch({ to })} />
      {windowsBetween(milestones).map((window) => (
        <Button
          key={window.words}
          justify="space-between"
          rightSection={<span className="quiet">{window.length}</span>}
          onClick={() => patch({ from: window.from, to: window.to })}
        >
          {window.words}
        </Button>
      ))}
      <Button variant="subtle" onClick={() => patch({ from: undefined, to: undefined })}>
        All time
      </Button>
    </div>
  );
}

interface Window {
  readonly words: string;
  readonly length: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

function windowsBetween(milestones: readonly Milestone[]): readonly Window[] {
  const ordered = milestones.toSorted((a, b) => a.at - b.at);
  return ordered.map((milestone, place) => {
    const next = ordered[place + 1];
    const words = milestoneWords[milestone.kind].full;
    if (!next) return { words: `after ${words}`, length: '', from: milestone.at, to: undefined };
    return { words: `${words} – ${milestoneWords[next.kind].full}`, length: formatSpan(next.at - milestone.at), from: milestone.at, to: next.at };
  });
}
