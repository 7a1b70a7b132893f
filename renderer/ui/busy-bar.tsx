import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { estimate } from '../state/estimate.ts';
import { useRunning } from '../state/running.ts';
import { formatBytes, formatCount, formatSpan } from './format.ts';
import { LogText } from './log-text.tsx';
import styles from './states.module.css';

/** A long call under way: what, how far, how fast, how long still, and a way out. `run` is `Act.running`. */
export function BusyBar({ run: id }: { readonly run: number | null }): ReactNode {
  const run = useRunning((state) => state.runs.find((candidate) => candidate.id === id));
  if (!run) return null;
  const progress = run.progress;
  const guess = progress ? estimate(progress, run.samples) : null;
  const amount = (value: number): string => (progress?.unit === 'bytes' ? formatBytes(value) : `${formatCount(Math.round(value))} ${progress?.unit ?? ''}`);
  return (
    <div className={styles['busy']}>
      <div className={styles['line']}>
        <b>{progress?.stage ?? run.title}</b>
        <span className="cut soft">{progress && <LogText text={progress.detail} />}</span>
        <span className="spread" />
        <span className="num soft" aria-live="off">
          {progress && (progress.total === null ? amount(progress.done) : `${amount(progress.done)} of ${amount(progress.total)}`)}
          {guess?.rate != null && ` · ${amount(guess.rate)}/s`}
          {guess?.left != null && ` · ${formatSpan(Math.ceil(guess.left) * 1_000_000)} left`}
        </span>
        <Button onClick={run.cancel}>Cancel</Button>
      </div>
      <div
        className={styles['track']}
        role="progressbar"
        aria-label={run.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={guess?.share == null ? undefined : Math.round(guess.share * 100)}
      >
        <div className={guess?.share == null ? styles['unsure'] : styles['done']} style={guess?.share == null ? {} : { width: `${guess.share * 100}%` }} />
      </div>
    </div>
  );
}
