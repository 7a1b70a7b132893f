import type { ReactNode } from 'react';
import type { Answer } from '../../../shared/rpc/answers.ts';
import type { Rung } from '../../../shared/rungs.ts';
import { openEvents } from '../../state/open.ts';
import { formatCount } from '../../ui/format.ts';
import { RungShape } from '../../ui/rung-mark.tsx';
import styles from './answers.module.css';

/** The events of an answer by what became of them; each number opens its events. */
export function Counts({ answer }: { readonly answer: Answer }): ReactNode {
  return (
    <>
      <Part answer={answer} rung={4} rungs={[4]} events={answer.successful} word="successful" always />
      <Part answer={answer} rung={2} rungs={[1, 2, 3]} events={answer.attempted} word="attempted" always />
      <Part answer={answer} rung={0} rungs={[0]} events={answer.unknown} word="unknown" />
    </>
  );
}

interface PartProps {
  readonly answer: Answer;
  readonly rung: Rung;
  readonly rungs: readonly Rung[];
  readonly events: number;
  readonly word: string;
  /** Shown at zero as well: "0 successful" is an answer. */
  readonly always?: boolean;
}

function Part({ answer, rung, rungs, events, word, always = false }: PartProps): ReactNode {
  if (events === 0 && (!always || answer.opens === null)) return null;
  const opens = answer.opens;
  return (
    <span className={styles['count']}>
      <RungShape rung={rung} />
      {events > 0 && opens ? (
        <button
          type="button"
          className="link"
          aria-label={`${formatCount(events)} ${word}, ${answer.id}: open the events`}
          onClick={(click) => {
            click.stopPropagation();
            openEvents({ ...opens.filter, rungs: [...rungs] });
          }}
        >
          <b className="num">{formatCount(events)}</b>
          {`\u00a0${word}`}
        </button>
      ) : (
        <span>
          <b className="num">{formatCount(events)}</b> {word}
        </span>
      )}
    </span>
  );
}
