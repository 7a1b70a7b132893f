import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answer } from '../../../shared/rpc/answers.ts';
import { useAssess } from '../../state/assess.ts';
import { openEvents, openPicture } from '../../state/open.ts';
import type { Selection } from '../../state/selection.ts';
import { CoverageLight } from '../../ui/coverage-light.tsx';
import { countWords } from '../../ui/format.ts';
import { Inspected, Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { Verdict } from '../../ui/verdict.tsx';
import { useEngine } from '../../use-engine.ts';
import { Counts } from './counts.tsx';
import styles from './answers.module.css';

const whyWords = { yes: 'Why “Yes”', no: 'Why “No”', cannot_tell: 'Why nobody can tell' } as const;
const stateWords = { full: 'complete', part: 'with gaps', none: 'absent' } as const;

/** The reasoning behind one answer; every number in it opens the events it was made of. */
export function AnswerInspector({ selection }: { readonly selection: Selection }): ReactNode {
  const answers = useEngine('answers.all', {}, { keep: true }).data;
  const answer = selection.kind === 'answer' ? answers?.find((each) => each.id === selection.id) : undefined;
  return answer ? <Reasoning answer={answer} /> : null;
}

function Reasoning({ answer }: { readonly answer: Answer }): ReactNode {
  return (
    <Inspected
      over={
        <>
          <span className="data">{answer.id}</span> {answer.question}
        </>
      }
      title={whyWords[answer.verdict]}
      state={<Verdict verdict={answer.verdict} />}
      actions={<Actions answer={answer} />}
    >
      <p>
        <LogText text={answer.sentence} />
      </p>
      {answer.opens && (
        <div className={styles['foot']}>
          <Counts answer={answer} />
        </div>
      )}
      {answer.reasons.length > 0 && (
        <Section title="Reasoning">
          <ol className={styles['reasons']}>
            {answer.reasons.map((reason, place) => (
              <li key={place}>
                <LogText text={reason.text} /> {reason.opens && <Opening opening={reason.opens} />}
              </li>
            ))}
          </ol>
        </Section>
      )}
      {answer.tables.map((table) => (
        <AnswerTable key={table.title} table={table} />
      ))}
      {answer.coverage.length > 0 && (
        <Section title="Coverage">
          <ul className={styles['lights']}>
            {answer.coverage.map((light) => (
              <li key={`${light.source} ${light.detail}`}>
                <span>
                  <CoverageLight coverage={[light]} />
                </span>
                <span>
                  <b>
                    <LogText text={light.source} />
                  </b>{' '}
                  {stateWords[light.state]}. <LogText text={light.detail} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Words title="Rests on" words={answer.restsOn} />
      <Words title="Would change it" words={answer.wouldChange} />
    </Inspected>
  );
}

function Words({ title, words }: { readonly title: string; readonly words: readonly string[] }): ReactNode {
  if (words.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={styles['plain']}>
        {words.map((text) => (
          <li key={text}>
            <LogText text={text} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function AnswerTable({ table }: { readonly table: Answer['tables'][number] }): ReactNode {
  const numeric = table.columns.map((_, place) => table.rows.length > 0 && table.rows.every((row) => /^[\d,.\s]*$/.test(row.cells[place] ?? '')));
  const opens = table.rows.some((row) => row.opens !== null);
  return (
    <SmallTable
      title={table.title}
      columns={[...table.columns.map((name, place) => ({ name, right: numeric[place] === true })), ...(opens ? [{ name: 'events', right: true }] : [])]}
      rows={table.rows.map((row, place) => ({
        key: `${place} ${row.cells.join(' ')}`,
        cells: [
          ...row.cells.map((cell, at) => <LogText key={at} text={cell} />),
          ...(opens ? [row.opens ? <Opening key="opens" opening={row.opens} short /> : null] : []),
        ],
      }))}
    />
  );
}

function Opening({ opening, short = false }: { readonly opening: NonNullable<Answer['opens']>; readonly short?: boolean }): ReactNode {
  const words = countWords(opening.events, 'event');
  return (
    <button type="button" className="link num" title={opening.label} aria-label={`Open ${words}: ${opening.label}`} onClick={() => openEvents(opening.filter)}>
      {short ? words.replace(/ .*/, '') : words}
    </button>
  );
}

function Actions({ answer }: { readonly answer: Answer }): ReactNode {
  const assess = useAssess((state) => state.open);
  const opens = answer.opens;
  if (!opens || opens.events === 0) return <span className="quiet">No events lie under this answer.</span>;
  return (
    <>
      <Button variant="filled" onClick={() => openEvents(opens.filter)}>
        Open {countWords(opens.events, 'event')}
      </Button>
      <Button onClick={() => openPicture(opens.filter)}>Picture</Button>
      <Button onClick={() => assess({ kind: 'filter', filter: opens.filter }, `${countWords(opens.events, 'event')} under ${answer.id}`)}>Assess</Button>
    </>
  );
}
