import { Button, Popover, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { parseFilter } from '../../../shared/filter-line.ts';
import type { Problem } from '../../../shared/problems.ts';
import { bridge } from '../../bridge.ts';
import { problemOf } from '../../problem-of.ts';
import { useFilter } from '../../state/filter.ts';
import { LogText } from '../../ui/log-text.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useEngine } from '../../use-engine.ts';
import { SavedList } from './saved-list.tsx';
import styles from './timeline.module.css';

/** The query behind the view: in words, and as a line that can be copied, cited and pasted back. */
export function QueryButton(): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={460} trapFocus returnFocus>
      <Popover.Target>
        <Button onClick={() => setOpened(!opened)} aria-expanded={opened}>
          Show the query
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{opened && <Query onDone={() => setOpened(false)} />}</Popover.Dropdown>
    </Popover>
  );
}

function Query({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { filter, set } = useFilter();
  const said = useEngine('events.describe', { filter });
  const [line, setLine] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const use = (wanted: string): void => {
    try {
      set(parseFilter(wanted));
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return (
    <div className={styles['query']}>
      <h3>In words</h3>
      <p>
        <LogText text={said.data?.words ?? ''} />
      </p>
      <h3>As a line</h3>
      <p className={`${styles['line'] ?? ''} data`}>
        {said.data?.line === '' ? <span className="quiet">(empty: everything)</span> : <LogText text={said.data?.line ?? ''} />}
      </p>
      <Button disabled={!said.data?.line} onClick={() => void bridge.copyText(said.data?.line ?? '')}>
        Copy the line
      </Button>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          use(line);
        }}
      >
        <TextInput
          label="Use another line"
          placeholder="rung=denied from=2026-11-03"
          classNames={{ input: 'data' }}
          value={line}
          onChange={(event) => {
            setLine(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </form>
      <SavedList line={said.data?.line ?? ''} onUse={use} />
      <ProblemBox problem={problem} />
      <ProblemBox error={said.error} />
    </div>
  );
}
