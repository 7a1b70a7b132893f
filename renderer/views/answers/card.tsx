import type { KeyboardEvent, ReactNode, Ref } from 'react';
import type { Answer } from '../../../shared/rpc/answers.ts';
import { CoverageLight } from '../../ui/coverage-light.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Verdict } from '../../ui/verdict.tsx';
import { Counts } from './counts.tsx';
import styles from './answers.module.css';

interface CardProps {
  readonly answer: Answer;
  readonly chosen: boolean;
  readonly titleRef: Ref<HTMLButtonElement>;
  readonly onChoose: () => void;
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One question: verdict, one sentence, the counts and the logs they rest on. */
export function Card({ answer, chosen, titleRef, onChoose, onOpen, onKeyDown }: CardProps): ReactNode {
  return (
    <li>
      <article className={`${styles['card'] ?? ''} ${chosen ? (styles['chosen'] ?? '') : ''}`} aria-label={`${answer.id} ${answer.title}`} onClick={onChoose}>
        <header className={styles['top']}>
          <span className={`${styles['id'] ?? ''} data`}>{answer.id}</span>
          <h2>
            <button
              ref={titleRef}
              type="button"
              className={styles['title']}
              aria-pressed={chosen}
              title={answer.question}
              onFocus={onChoose}
              onClick={onOpen}
              onKeyDown={onKeyDown}
            >
              {answer.title}
            </button>
          </h2>
          <Verdict verdict={answer.verdict} />
        </header>
        <p className={styles['sentence']}>
          <LogText text={answer.sentence} />
        </p>
        <footer className={styles['foot']}>
          <Counts answer={answer} />
          <span className={styles['coverage']}>
            {answer.coverage.length > 0 && 'coverage'}
            <CoverageLight coverage={answer.coverage} />
          </span>
        </footer>
      </article>
    </li>
  );
}
