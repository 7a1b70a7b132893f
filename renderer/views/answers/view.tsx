import { Button } from '@mantine/core';
import { IconDownload, IconHelpCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Answer } from '../../../shared/rpc/answers.ts';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import { SetMilestone } from '../../milestones/set-milestone.tsx';
import { useCase } from '../../state/case.ts';
import { useKeys } from '../../state/keys.ts';
import { useNav } from '../../state/nav.ts';
import { useSelection } from '../../state/selection.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Note } from '../../ui/note.tsx';
import { ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import { Card } from './card.tsx';
import { MilestoneMenu } from './milestone-menu.tsx';
import { nextCard } from './next-card.ts';
import { milestonesInWords, subjectsOf } from './subject.ts';
import styles from './answers.module.css';

/** The questions of a case as cards; what a case opens on. */
export function AnswersView(): ReactNode {
  const summary = useCase().data;
  const answers = useEngine('answers.all', {}, { keep: true });
  const [setting, setSetting] = useState(false);
  if (!summary) return null;
  const empty = summary.counts.events === 0;
  return (
    <>
      <ViewHead title="Answers" about={<About summary={summary} />}>
        <MilestoneMenu milestones={summary.milestones} onNew={() => setSetting(true)} />
      </ViewHead>
      <SetMilestone opened={setting} at={summary.span?.from} onClose={() => setSetting(false)} />
      {answers.error && <ProblemBox error={answers.error} />}
      {empty ? (
        <EmptyState icon={IconDownload} title="There is no evidence in this case yet">
          <p>Answers rest on records. Import the exports of the audit logs first.</p>
          <Button variant="filled" mt="sm" onClick={() => useNav.getState().go('intake')}>
            Go to Intake
          </Button>
        </EmptyState>
      ) : (
        <>
          {subjectsOf(summary.milestones).length === 0 && (
            <Note tone="warn">
              Nobody is named as compromised yet, so most questions cannot be answered. Say who was exposed or exploited, and when.{' '}
              <button type="button" className="link" onClick={() => setSetting(true)}>
                Set a milestone
              </button>
            </Note>
          )}
          {answers.data ? <Cards answers={answers.data} /> : !answers.error && <EmptyState icon={IconHelpCircle} title="Working out the answers" />}
        </>
      )}
    </>
  );
}

function About({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const subjects = subjectsOf(summary.milestones);
  const moments = milestonesInWords(summary.milestones);
  if (subjects.length === 0) return moments === '' ? 'no milestones yet' : moments;
  return (
    <>
      about{' '}
      <b className="soft">
        <LogText text={subjects.join(', ')} />
      </b>
      : {moments} UTC
    </>
  );
}

function Cards({ answers }: { readonly answers: readonly Answer[] }): ReactNode {
  const selection = useSelection((state) => state.selection);
  const select = useSelection((state) => state.select);
  const titles = useRef(new Map<string, HTMLButtonElement>());
  const grid = useRef<HTMLUListElement>(null);
  const chosen = selection?.kind === 'answer' ? selection.id : null;

  const begun = useRef(false);
  useEffect(() => {
    const [first] = answers;
    if (begun.current || !first) return;
    begun.current = true;
    if (useSelection.getState().selection === null) select({ kind: 'answer', id: first.id });
  }, [answers, select]);

  const walk = (key: 'j' | 'k'): void => {
    const here = answers.findIndex((answer) => answer.id === chosen);
    const target = answers[here < 0 ? 0 : (nextCard(key, here, answers.length, 1) ?? here)];
    if (target) titles.current.get(target.id)?.focus();
  };
  useKeys('Answers', [
    { press: 'j', does: 'Next question', run: () => walk('j') },
    { press: 'k', does: 'Question before', run: () => walk('k') },
  ]);

  const move = (event: KeyboardEvent, place: number): void => {
    const columns = grid.current ? getComputedStyle(grid.current).gridTemplateColumns.split(' ').length : 1;
    const next = nextCard(event.key, place, answers.length, columns);
    const target = next === null ? undefined : answers[next];
    if (!target || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    titles.current.get(target.id)?.focus();
  };

  return (
    <ul ref={grid} className={styles['cards']} aria-label="Questions">
      {answers.map((answer, place) => (
        <Card
          key={answer.id}
          answer={answer}
          chosen={chosen === answer.id}
          titleRef={(element) => {
            if (element) titles.current.set(answer.id, element);
            else titles.current.delete(answer.id);
          }}
          onChoose={() => select({ kind: 'answer', id: answer.id })}
          onOpen={() => select({ kind: 'answer', id: answer.id })}
          onKeyDown={(event) => move(event, place)}
        />
      ))}
    </ul>
  );
}
