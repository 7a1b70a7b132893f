import { Select, Tooltip } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { PreviewItem } from '../../../shared/rpc/intake.ts';
import { formatBytes, formatCount, formatExtent } from '../../ui/format.ts';
import { FileName } from '../../ui/file-name.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { useEngine } from '../../use-engine.ts';
import { overrideKey, type Overrides } from './choices.ts';
import styles from './intake.module.css';

interface PreviewTableProps {
  readonly items: readonly PreviewItem[];
  readonly overrides: Overrides;
  readonly onOverride: (overrides: Overrides) => void;
}

/** What each stream of records is believed to be, and why; changeable before anything is stored. */
export function PreviewTable({ items, overrides, onOverride }: PreviewTableProps): ReactNode {
  const readers = useEngine('readers.list', {});
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">file</th>
            <th scope="col">size</th>
            <th scope="col">read as</th>
            <th scope="col">confidence</th>
            <th scope="col">sampled</th>
            <th scope="col">span of the sample, UTC</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const key = overrideKey(item);
            const best = item.guesses[0];
            const chosen = overrides[key] ?? best?.reader ?? null;
            const guess = item.guesses.find((candidate) => candidate.reader === chosen);
            const change = (reader: string | null): void => {
              const { [key]: _before, ...others } = overrides;
              onOverride(reader === null || reader === best?.reader ? others : { ...others, [key]: reader });
            };
            return (
              <Fragment key={key}>
                <tr>
                  <th scope="row" className={styles['file']} title={item.member === '' ? item.path : `${item.path}!${item.member}`}>
                    <FileName name={item.label} />
                  </th>
                  <td className="num">{formatBytes(item.size)}</td>
                  <td className={styles['reader']}>
                    <Select
                      aria-label={`Reader of ${item.label}`}
                      value={chosen}
                      placeholder="nobody claims it"
                      onChange={change}
                      data={(readers.data ?? []).map((reader) => ({ value: reader.id, label: reader.title }))}
                    />
                  </td>
                  <td>
                    {guess ? (
                      <Tooltip label={guess.reasons.join('; ')}>
                        <span tabIndex={0} className="num">
                          <Pill tone={guess.confidence >= 0.9 ? 'good' : guess.confidence >= 0.5 ? 'warn' : 'bad'}>{Math.round(guess.confidence * 100)} %</Pill>
                        </span>
                      </Tooltip>
                    ) : chosen === null ? (
                      <Pill tone="warn">not recognised</Pill>
                    ) : (
                      <Pill tone="accent">by your word</Pill>
                    )}
                  </td>
                  <td className="num">{formatCount(item.sampled)}</td>
                  <td className="data soft">{item.span ? formatExtent(item.span.from, item.span.to) : '–'}</td>
                </tr>
                <tr className={styles['under']}>
                  <td colSpan={6}>
                    <p className="quiet">
                      {[item.container, item.framing, item.encoding].filter((part) => part !== '' && part !== 'plain').join(' · ')}
                      {guess && guess.reasons.length > 0 && <LogText text={` — ${guess.reasons.join('; ')}`} />}
                    </p>
                    {item.problems.map((problem, place) => (
                      <p key={place} className={styles['remark']}>
                        <span className="data">{problem.code}</span> <LogText text={problem.message} />
                      </p>
                    ))}
                    {chosen === null && item.head !== '' && (
                      <>
                        <p className="quiet">
                          First bytes. Choose a reader to import it all the same; else it is kept as an original and nothing is read from it.
                        </p>
                        <pre className={`${styles['headBytes'] ?? ''} data`} tabIndex={0} aria-label={`First bytes of ${item.label}`}>
                          <LogText text={item.head} />
                        </pre>
                      </>
                    )}
                  </td>
                </tr>
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
