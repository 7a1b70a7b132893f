import { Button, Checkbox, NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GraphPicture } from '../../../shared/rpc/graph.ts';
import { countWords } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAct } from '../../use-engine.ts';
import { thingOf } from './node-filter.ts';
import { endOf, mergePaths, unseenSteps, usePath } from './path-state.ts';
import styles from './path-panel.module.css';

/** Asks by what way one thing leads to another, and lists the ways. */
export function PathPanel({ picture }: { readonly picture: GraphPicture }): ReactNode {
  const path = usePath();
  const act = useAct('graph.path', 'Looking for paths');
  if (!path.opened) return null;
  const find = async (): Promise<void> => {
    if (!path.from || !path.to) return;
    const found = await act.run({ from: path.from.id, to: path.to.id, all: path.all, onlySucceeded: path.onlySucceeded, maxHops: path.maxHops });
    if (found) usePath.setState({ found: mergePaths(found), shown: null });
  };
  return (
    <section className={styles['panel']} aria-label="Path">
      <form
        className={styles['ask']}
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        <End which="from" label="Start" picture={picture} />
        <End which="to" label="End" picture={picture} />
        <SegmentedControl
          aria-label="How many"
          value={path.all ? 'all' : 'shortest'}
          onChange={(value) => usePath.setState({ all: value === 'all' })}
          data={[
            { value: 'shortest', label: 'Shortest' },
            { value: 'all', label: 'All' },
          ]}
        />
        <NumberInput
          label="Hops at most"
          size="xs"
          w={96}
          min={1}
          max={12}
          clampBehavior="strict"
          value={path.maxHops}
          onChange={(value) => usePath.setState({ maxHops: Number(value) || 6 })}
        />
        <div className={styles['options']}>
          <Checkbox
            label="Successful only"
            checked={path.onlySucceeded}
            onChange={(event) => usePath.setState({ onlySucceeded: event.currentTarget.checked })}
          />
          <Button type="submit" variant="filled" disabled={!path.from || !path.to} loading={act.busy}>
            Find
          </Button>
          <Button onClick={() => usePath.setState({ opened: false, found: null, shown: null })}>Close</Button>
        </div>
      </form>
      <ProblemBox problem={act.problem} />
      {path.found && <Found picture={picture} />}
    </section>
  );
}

function End({ which, label, picture }: { readonly which: 'from' | 'to'; readonly label: string; readonly picture: GraphPicture }): ReactNode {
  const chosen = usePath((state) => state[which]);
  const single = picture.nodes.filter((node) => thingOf(node.id) !== null);
  const missing = chosen !== null && !single.some((node) => node.id === chosen.id) ? [{ value: chosen.id, label: chosen.label }] : [];
  return (
    <Select
      label={label}
      searchable
      placeholder="choose here, or in the inspector"
      value={chosen?.id ?? null}
      data={[...missing, ...single.map((node) => ({ value: node.id, label: `${node.label} · ${node.sub}` }))]}
      onChange={(id) => {
        const node = single.find((each) => each.id === id);
        usePath.setState({ [which]: node ? endOf(node) : null, found: null, shown: null });
      }}
    />
  );
}

function Found({ picture }: { readonly picture: GraphPicture }): ReactNode {
  const { found, shown, onlySucceeded, maxHops, all } = usePath();
  if (!found) return null;
  if (found.length === 0)
    return (
      <p className="soft" role="status">
        No path of {countWords(maxHops, 'hop')} or fewer leads from the start to the end{onlySucceeded ? ' by successful use alone' : ''}.
      </p>
    );
  const labels = new Map(picture.nodes.map((node) => [node.id, node.label]));
  const unseen = unseenSteps(found, picture.edges);
  return (
    <>
      <p className="soft" role="status">
        {all ? countWords(found.length, 'path') : found.length === 1 ? 'The shortest path' : `${countWords(found.length, 'path')}, equally short`}, lit in the
        picture
      </p>
      {unseen > 0 && <Note>{countWords(unseen, 'step')} of these paths cannot be seen: folded into a group, hidden or outside the filter.</Note>}
      <ul className={styles['paths']}>
        {found.map((path, place) => (
          <li key={path.nodes.join(' ')}>
            <button
              type="button"
              className={styles['path']}
              aria-pressed={shown === place}
              onClick={() => usePath.setState({ shown: shown === place ? null : place })}
            >
              {path.nodes.map((node, at) => (
                <span key={node}>
                  {at > 0 && ' → '}
                  <LogText text={labels.get(node) ?? thingOf(node)?.key ?? node} />
                </span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
