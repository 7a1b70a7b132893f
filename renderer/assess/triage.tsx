import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { confidences, type Confidence, type Determination } from '../../shared/model.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import { EventInspector } from '../inspector/event-inspector.tsx';
import { useTriage } from '../state/triage.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { countWords } from '../ui/format.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct, useEngine } from '../use-engine.ts';
import styles from './assess.module.css';
import { determinationOfKey, DeterminationChoice } from './determination-choice.tsx';

/** One unassessed event after the other: a digit determines and goes on, `s` leaves it for later. */
export function Triage({ filter }: { readonly filter: Filter }): ReactNode {
  const [rank, setRank] = useState(0);
  const [confidence, setConfidence] = useState<Confidence>('probable');
  const [rationale, setRationale] = useState('');
  const [done, setDone] = useState(0);
  const add = useAct('assess.add', 'Assessing');
  const end = useTriage((state) => state.end);
  const next = useEngine('events.slice', { filter, rank, limit: 1 }, { keep: true });
  const event = next.data?.rows[0];

  const determine = async (determination: Determination): Promise<void> => {
    if (!event || rationale.trim() === '' || add.busy || next.isFetching) return;
    const target = { kind: 'events' as const, events: [event.id] };
    if (await add.run({ target, determination, confidence, rationale: rationale.trim() })) setDone(done + 1);
  };
  const onKeyDown = (key: KeyboardEvent): void => {
    if (key.target instanceof HTMLTextAreaElement || key.ctrlKey || key.altKey || key.metaKey) return;
    const determination = determinationOfKey(key.key);
    if (determination) {
      key.preventDefault();
      void determine(determination);
    } else if (key.key === 's') setRank(rank + 1);
  };

  if (next.error) return <ProblemBox error={next.error} />;
  if (next.data && !event)
    return (
      <EmptyState icon={IconChecks} title={next.data.total === 0 ? 'Everything here is assessed' : 'The end of the list'}>
        <p>
          {countWords(done, 'event')} assessed now, {countWords(next.data.total, 'event')} left for later.
        </p>
        <Button mt="sm" onClick={end} data-autofocus>
          Done
        </Button>
      </EmptyState>
    );
  return (
    <div className={styles['triage']} onKeyDown={onKeyDown}>
      <div className={styles['record']} tabIndex={0} role="region" aria-label="Event">
        {event && <EventInspector id={event.id} bare />}
      </div>
      <div className={styles['form']}>
        <p className="num quiet" aria-live="polite">
          {next.data ? `${countWords(Math.max(0, next.data.total - rank), 'event')} to go, ${done} assessed` : ''}
        </p>
        <Textarea
          data-autofocus
          label="Rationale"
          description="Stays for the next event until it is changed."
          required
          autosize
          minRows={3}
          maxRows={8}
          value={rationale}
          onChange={(change) => setRationale(change.currentTarget.value)}
        />
        <SegmentedControl aria-label="Confidence" fullWidth value={confidence} onChange={(value) => setConfidence(value)} data={[...confidences]} />
        <div aria-disabled={rationale.trim() === ''} className={rationale.trim() === '' ? (styles['waiting'] ?? '') : ''}>
          <DeterminationChoice value={null} onChange={(determination) => void determine(determination)} />
        </div>
        {rationale.trim() === '' && <p className="quiet">Write the rationale first; then each digit determines and goes on.</p>}
        <ProblemBox problem={add.problem} />
        <div className={styles['buttons']}>
          <Button rightSection={<kbd className={styles['kbd']}>s</kbd>} onClick={() => setRank(rank + 1)}>
            Skip
          </Button>
          <Button onClick={end}>Done</Button>
        </div>
      </div>
    </div>
  );
}
