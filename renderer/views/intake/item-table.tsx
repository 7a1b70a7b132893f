import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconShieldCheck } from '@tabler/icons-react';
import { Fragment, useState, type ReactNode } from 'react';
import { useFilter } from '../../state/filter.ts';
import { useNav } from '../../state/nav.ts';
import { useSelection } from '../../state/selection.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { FileName } from '../../ui/file-name.tsx';
import { countWords, formatBytes, formatCount, formatExtent } from '../../ui/format.ts';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { itemStates } from '../../ui/words.ts';
import { useAct, useEngine } from '../../use-engine.ts';
import styles from './intake.module.css';
import { SkippedList } from './skipped-list.tsx';

/** Everything taken in so far, with what became of each record, and a way to hash it all again. */
export function ItemTable(): ReactNode {
  const items = useEngine('intake.items', {});
  const reverify = useAct('intake.reverify', 'Hashing the originals');
  const [open, setOpen] = useState<number | null>(null);
  const set = useFilter((state) => state.set);
  const go = useNav((state) => state.go);
  const select = useSelection((state) => state.select);
  return (
    <Panel
      title="In the case"
      flush
      tools={
        <Button leftSection={<IconShieldCheck size={15} stroke={1.7} />} loading={reverify.busy} onClick={() => void reverify.run({})}>
          Hash the originals again
        </Button>
      }
    >
      <ProblemBox error={items.error} />
      {(reverify.running !== null || reverify.problem || reverify.result) && (
        <div className={styles['reverified']}>
          <BusyBar run={reverify.running} />
          <ProblemBox problem={reverify.problem} />
          {reverify.result && reverify.result.broken.length === 0 && (
            <Note>
              {countWords(reverify.result.checked, 'original')}, {formatBytes(reverify.result.bytes)}: every SHA-256 is as it was at import.
            </Note>
          )}
          {reverify.result?.broken.map((problem, place) => (
            <ProblemBox key={place} problem={problem} />
          ))}
        </div>
      )}
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">file</th>
              <th scope="col">read as</th>
              <th scope="col" className={styles['number']}>
                records
              </th>
              <th scope="col" className={styles['number']}>
                events
              </th>
              <th scope="col" className={styles['number']}>
                facts
              </th>
              <th scope="col" className={styles['number']}>
                skipped
              </th>
              <th scope="col" className={styles['number']}>
                duplicates
              </th>
              <th scope="col">span, UTC</th>
            </tr>
          </thead>
          <tbody>
            {items.data?.map((item) => (
              <Fragment key={item.id}>
                <tr>
                  <th scope="row" className={styles['file']} title={`${item.label}\n${formatBytes(item.size)} · ${item.container} · ${item.framing}`}>
                    <button type="button" className="link" onClick={() => select({ kind: 'item', id: item.id })}>
                      <FileName name={item.label} />
                    </button>
                  </th>
                  <td className="soft">
                    {item.reader !== null && `${item.reader} ${item.readerVersion ?? ''} `}
                    {item.state !== 'done' && <Pill tone={itemStates[item.state].tone}>{itemStates[item.state].word}</Pill>}
                  </td>
                  <td className={styles['number']}>{formatCount(item.records)}</td>
                  <td className={styles['number']}>
                    {item.withEvents === 0 ? (
                      0
                    ) : (
                      <button
                        type="button"
                        className="link"
                        onClick={() => {
                          set({ items: [item.id] });
                          go('timeline');
                        }}
                      >
                        {formatCount(item.withEvents)}
                      </button>
                    )}
                  </td>
                  <td className={styles['number']}>{formatCount(item.withFacts)}</td>
                  <td className={styles['number']}>
                    {item.problems === 0 && item.skipped === 0 ? (
                      0
                    ) : (
                      <button
                        type="button"
                        className={styles['more']}
                        aria-expanded={open === item.id}
                        onClick={() => setOpen(open === item.id ? null : item.id)}
                      >
                        {open === item.id ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
                        {formatCount(item.skipped)}
                        {item.problems > item.skipped && <span className="quiet">, {countWords(item.problems - item.skipped, 'remark')}</span>}
                      </button>
                    )}
                  </td>
                  <td className={styles['number']}>{formatCount(item.duplicates)}</td>
                  <td className="data soft">{item.span ? formatExtent(item.span.from, item.span.to) : '–'}</td>
                </tr>
                {open === item.id && (
                  <tr className={styles['under']}>
                    <td colSpan={8}>
                      <SkippedList item={item.id} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
