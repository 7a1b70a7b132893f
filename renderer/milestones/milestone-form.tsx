import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Milestone } from '../../shared/rpc/case.ts';
import { useSelection } from '../state/selection.ts';
import { MomentInput } from '../ui/moment-input.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct } from '../use-engine.ts';
import styles from './milestone-form.module.css';

interface MilestoneFormProps {
  readonly milestone: Milestone;
  /** Where it was dragged to. */
  readonly startAt?: number;
  readonly onDone?: () => void;
}

/** Moves or withdraws a milestone; each needs a reason, which goes into the custody log. */
export function MilestoneForm({ milestone, startAt, onDone }: MilestoneFormProps): ReactNode {
  const [at, setAt] = useState<number | undefined>(startAt ?? milestone.at);
  const [reason, setReason] = useState('');
  const move = useAct('milestone.move');
  const withdraw = useAct('milestone.withdraw');
  const select = useSelection((state) => state.select);
  const ready = reason.trim() !== '';
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (at === undefined || !ready) return;
        void move.run({ id: milestone.id, at, reason: reason.trim() }).then((moved) => {
          if (!moved) return;
          select({ kind: 'milestone', id: moved.id });
          onDone?.();
        });
      }}
    >
      <MomentInput label="Move it to" value={at} onChange={setAt} />
      <TextInput
        label="Reason"
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        placeholder="What shows that it was then"
      />
      <ProblemBox problem={move.problem ?? withdraw.problem} />
      <div className={styles['buttons']}>
        <Button type="submit" variant="filled" disabled={!ready || at === undefined || at === milestone.at} loading={move.busy}>
          Move
        </Button>
        <Button
          disabled={!ready}
          loading={withdraw.busy}
          onClick={() =>
            void withdraw.run({ id: milestone.id, reason: reason.trim() }).then((done) => {
              if (!done) return;
              select(null);
              onDone?.();
            })
          }
        >
          Withdraw
        </Button>
      </div>
      <p className="quiet">The earlier entry stays in the custody log.</p>
    </form>
  );
}
