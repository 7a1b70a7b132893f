import type { ReactNode } from 'react';
import { useCase } from '../state/case.ts';
import { LogText } from '../ui/log-text.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts } from '../ui/panel.tsx';
import { milestoneWords } from '../ui/words.ts';
import { MilestoneForm } from '../milestones/milestone-form.tsx';
import styles from './inspector.module.css';

/** One milestone: when, for what, on whose word; moved or withdrawn here. */
export function MilestoneInspector({ id }: { readonly id: number }): ReactNode {
  const milestone = useCase().data?.milestones.find((candidate) => candidate.id === id);
  if (!milestone) return <p className="quiet">This milestone was moved or withdrawn. The custody log still holds it.</p>;
  return (
    <>
      <header className={styles['head']}>
        <h2>{milestoneWords[milestone.kind].full}</h2>
        <span className="quiet">milestone</span>
      </header>
      <Facts
        rows={[
          ['When', <Moment key="w" at={milestone.at} zone />],
          [
            'For',
            milestone.identity ? (
              <LogText key="f" text={milestone.identity.key} />
            ) : milestone.credential ? (
              <LogText key="f" text={milestone.credential.key} />
            ) : (
              'the whole case'
            ),
          ],
          milestone.note === '' ? null : ['Note', <LogText key="n" text={milestone.note} />],
          ['Entered by', milestone.author],
          ['Entered at', <Moment key="e" at={milestone.enteredAt} zone />],
        ]}
      />
      <MilestoneForm key={milestone.id} milestone={milestone} />
    </>
  );
}
