import { SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { LogText } from '../ui/log-text.tsx';
import { Note } from '../ui/note.tsx';
import styles from './raw-record.module.css';
import { prettyLines, rawPieces } from './record-lines.ts';

const longRecord = 400;

/** The bytes of a record as text: laid out, or as they are; the deciding fields marked in both. */
export function RawRecord({ text, fields, cut }: { readonly text: string; readonly fields: readonly string[]; readonly cut: boolean }): ReactNode {
  const [as, setAs] = useState('pretty');
  const [whole, setWhole] = useState(false);
  const pretty = useMemo(() => prettyLines(text, fields), [text, fields]);
  const raw = useMemo(() => rawPieces(text, fields), [text, fields]);
  const box = useRef<HTMLPreElement>(null);
  useEffect(() => {
    const marked = box.current?.querySelector<HTMLElement>('[data-marked]');
    if (box.current && marked) box.current.scrollTop = Math.max(0, marked.offsetTop - box.current.clientHeight / 3);
  }, [text, as]);
  const lines = pretty && !whole ? pretty.slice(0, longRecord) : pretty;
  return (
    <div>
      <div className={styles['head']}>
        <h2>Record</h2>
        <span className="spread" />
        {pretty && (
          <SegmentedControl
            aria-label="How the record is shown"
            value={as}
            onChange={setAs}
            data={[
              { value: 'pretty', label: 'Laid out' },
              { value: 'raw', label: 'As is' },
            ]}
          />
        )}
      </div>
      <pre ref={box} className={`${styles['record'] ?? ''} data`} tabIndex={0} aria-label="Record">
        {as === 'pretty' && lines
          ? lines.map((line, place) => (
              <span
                key={place}
                className={`${styles['line'] ?? ''} ${line.marked ? (styles['marked'] ?? '') : ''}`}
                data-marked={line.marked || undefined}
                style={{ paddingLeft: `${8 + line.indent * 12}px` }}
              >
                {line.pieces.map((piece, at) => (
                  <span key={at} className={styles[piece.kind]}>
                    <LogText text={piece.text} />
                  </span>
                ))}
              </span>
            ))
          : raw.map((piece, place) =>
              piece.marked ? (
                <mark key={place} data-marked>
                  <LogText text={piece.text} />
                </mark>
              ) : (
                <LogText key={place} text={piece.text} />
              ),
            )}
      </pre>
      {as === 'pretty' && pretty && lines && lines.length < pretty.length && (
        <Note>
          {pretty.length - lines.length} more lines.{' '}
          <button type="button" className="link" onClick={() => setWhole(true)}>
            Show all
          </button>
        </Note>
      )}
      {cut && <Note tone="warn">Only the first 256 KiB of this record are shown. The original holds all of it.</Note>}
    </div>
  );
}
