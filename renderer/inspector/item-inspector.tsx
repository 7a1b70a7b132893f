import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFilter } from '../state/filter.ts';
import { useNav } from '../state/nav.ts';
import { useSelection } from '../state/selection.ts';
import { countWords, formatBytes, formatCount, formatWindow } from '../ui/format.ts';
import { LogText } from '../ui/log-text.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts } from '../ui/panel.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { Pill } from '../ui/verdict.tsx';
import { itemStates } from '../ui/words.ts';
import { useEngine } from '../use-engine.ts';
import { CopyKey } from './copy-key.tsx';
import styles from './inspector.module.css';

const shownBytes = 64 * 1024;

/** One imported stream of records: where it came from, how it was read, what became of its records. */
export function ItemInspector({ id }: { readonly id: number }): ReactNode {
  const items = useEngine('intake.items', {});
  const item = items.data?.find((candidate) => candidate.id === id);
  const select = useSelection((state) => state.select);
  const set = useFilter((state) => state.set);
  const go = useNav((state) => state.go);
  if (items.error) return <ProblemBox error={items.error} />;
  if (!item) return null;
  return (
    <>
      <header className={styles['head']}>
        <h2>Original</h2>
        <Pill tone={itemStates[item.state].tone}>{itemStates[item.state].word}</Pill>
      </header>
      <p className={styles['path']}>
        <LogText text={item.label} />
      </p>
      <Facts
        rows={[
          ['SHA-256', <CopyKey key="s" text={item.sha256} />],
          ['Size', `${formatBytes(item.size)} (${formatCount(item.size)})`],
          ['Form', [item.container, item.framing, item.encoding].filter((part) => part !== '' && part !== 'none').join(', ')],
          ['Reader', item.reader === null ? 'none' : `${item.reader} ${item.readerVersion ?? ''}`],
          ['Records', formatCount(item.records)],
          ['became events', formatCount(item.withEvents)],
          ['gave facts', formatCount(item.withFacts)],
          ['skipped', formatCount(item.skipped)],
          ['Duplicates', formatCount(item.duplicates)],
          item.span ? ['Span', `${formatWindow(item.span.from, item.span.to)} UTC`] : null,
          ['Imported', <Moment key="i" at={item.importedAt} zone />],
        ]}
      />
      <footer className={styles['tools']}>
        {item.withEvents > 0 && (
          <Button
            variant="filled"
            onClick={() => {
              set({ items: [item.id] });
              go('timeline');
            }}
          >
            Open {countWords(item.withEvents, 'event')}
          </Button>
        )}
        <Button
          onClick={() =>
            select({
              kind: 'bytes',
              place: {
                item: item.id,
                offset: 0,
                length: Math.min(item.size, shownBytes),
                label: item.label,
                why: 'The first bytes of the (unpacked) original, as they are.',
              },
            })
          }
        >
          First bytes
        </Button>
      </footer>
    </>
  );
}
