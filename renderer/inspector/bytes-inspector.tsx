import type { ReactNode } from 'react';
import type { BytesPlace } from '../state/selection.ts';
import { formatCount, shortDigest } from '../ui/format.ts';
import { LogText } from '../ui/log-text.tsx';
import { Note } from '../ui/note.tsx';
import { Facts } from '../ui/panel.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useEngine } from '../use-engine.ts';
import styles from './inspector.module.css';
import { RawRecord } from './raw-record.tsx';

const noFields: readonly string[] = [];

/** Bytes of an original as they are: a record that was not read, and why. */
export function BytesInspector({ place }: { readonly place: BytesPlace }): ReactNode {
  const raw = useEngine('intake.raw', { item: place.item, offset: place.offset, length: place.length });
  return (
    <>
      <header className={styles['head']}>
        <h2 className="cut">
          <LogText text={place.label} />
        </h2>
      </header>
      <Note tone={place.lost ? 'warn' : 'quiet'}>
        <LogText text={place.why} />
      </Note>
      {raw.error && <ProblemBox error={raw.error} />}
      {raw.data && (
        <>
          <RawRecord text={raw.data.text} fields={noFields} cut={raw.data.cut} />
          <Facts
            rows={[
              ['Original', <LogText key="o" text={raw.data.label} />],
              [
                'SHA-256',
                <span key="s" className="data" title={raw.data.sha256}>
                  {shortDigest(raw.data.sha256)}
                </span>,
              ],
              raw.data.index === null ? null : ['Record', `#${formatCount(raw.data.index)}`],
              ['Bytes', `${formatCount(raw.data.offset)} – ${formatCount(raw.data.offset + raw.data.length)}`],
            ]}
          />
        </>
      )}
    </>
  );
}
