import type { ReactNode } from 'react';
import type { Rung } from '../../shared/rungs.ts';
import type { Assessment } from '../../shared/rpc/events.ts';
import { LogText } from '../ui/log-text.tsx';
import { Moment } from '../ui/moment.tsx';
import { RungMark } from '../ui/rung-mark.tsx';
import { determinationWords } from '../ui/words.ts';
import styles from './inspector.module.css';

/** What people said about it, latest first, beside what the machine read. Superseded words stay. */
export function AssessmentList({ assessments, rung }: { readonly assessments: readonly Assessment[]; readonly rung?: Rung }): ReactNode {
  return (
    <section>
      <h2>Assessment</h2>
      {rung !== undefined && (
        <p className="soft">
          Machine reading: <RungMark rung={rung} />
        </p>
      )}
      {assessments.length === 0 && <p className="quiet">none yet</p>}
      <ul className={styles['assessments']}>
        {assessments
          .toSorted((a, b) => b.id - a.id)
          .map((assessment) => (
            <li key={assessment.id} className={assessment.superseded ? (styles['superseded'] ?? '') : ''}>
              <p>
                <b>{determinationWords[assessment.determination].word}</b>, {assessment.confidence}
                {assessment.superseded && <span className="quiet"> (superseded)</span>}. “<LogText text={assessment.rationale} />”
              </p>
              <p className="quiet">
                {assessment.author}, <Moment at={assessment.at} coarse zone />
                {assessment.target.events.length > 1 && `, one of ${assessment.target.events.length} events`}
                {assessment.tags.length > 0 && ` · ${assessment.tags.join(', ')}`}
              </p>
            </li>
          ))}
      </ul>
    </section>
  );
}
