import { Button } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import { rungName } from '../../shared/rungs.ts';
import type { EventDetail } from '../../shared/rpc/events.ts';
import { useAssess } from '../state/assess.ts';
import { useFilter } from '../state/filter.ts';
import { useKeys } from '../state/keys.ts';
import { useNav } from '../state/nav.ts';
import { useSelection } from '../state/selection.ts';
import { CredentialTag } from '../ui/credential-tag.tsx';
import { formatCount, shortDigest } from '../ui/format.ts';
import { IdentityTag } from '../ui/identity-tag.tsx';
import { LogText } from '../ui/log-text.tsx';
import { Moment } from '../ui/moment.tsx';
import { Facts } from '../ui/panel.tsx';
import { PlaneTag } from '../ui/plane-tag.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { RungMark } from '../ui/rung-mark.tsx';
import { credentialWords } from '../ui/words.ts';
import { useEngine } from '../use-engine.ts';
import { AroundIt } from './around-it.tsx';
import { AssessmentList } from './assessment-list.tsx';
import { CopyCitation } from './copy-citation.tsx';
import styles from './inspector.module.css';
import { RawRecord } from './raw-record.tsx';
import { presentFields } from './record-lines.ts';
import { rungWords } from './rung-words.ts';

/** One event down to its bytes. */
export function EventInspector({ id, bare = false }: { readonly id: number; /** Without what can be done with it. */ readonly bare?: boolean }): ReactNode {
  const detail = useEngine('events.detail', { id });
  if (detail.error) return <ProblemBox error={detail.error} />;
  if (!detail.data) return null;
  return <EventBody key={id} event={detail.data} bare={bare} />;
}

function EventBody({ event, bare }: { readonly event: EventDetail; readonly bare: boolean }): ReactNode {
  const place = event.places[0];
  const raw = useEngine('intake.raw', { item: place?.item ?? 0, offset: place?.offset ?? 0, length: place?.length ?? 0 }, { enabled: place !== undefined });
  const fields = useMemo(() => event.basis.map((field) => field.field), [event]);
  const present = useMemo(() => (raw.data ? presentFields(raw.data.text, fields) : null), [raw.data, fields]);
  const select = useSelection((state) => state.select);
  const assess = useAssess((state) => state.open);
  const words = rungWords[rungName(event.rung)];
  const startAssess = (): void => assess({ kind: 'events', events: [event.id] }, `${event.action} by ${event.identity.display}`);
  useKeys('Event', bare ? [] : [{ press: 'a', does: 'Assess it', run: startAssess }]);

  return (
    <>
      <header className={styles['head']}>
        <h2 className="cut">
          <LogText text={event.action} />
        </h2>
        <RungMark rung={event.rung} />
      </header>
      <p className="soft">
        <Moment at={event.at} zone /> · <PlaneTag plane={event.plane} />
      </p>

      <section className={styles['verdict']}>
        <p>
          <b>{words.head}</b> {words.why}
        </p>
        <ul>
          {event.basis.map((field) => (
            <li key={field.field} className={`${styles['read'] ?? ''} soft`} title={`${field.field} = ${field.value}`}>
              Read from{' '}
              <code className={`${styles['basis'] ?? ''} data`}>
                <LogText text={field.field} /> = <LogText text={field.value} />
              </code>
              {present && !present.has(field.field) && !field.value.startsWith('(') && <span className="quiet"> (the record has no such field)</span>}
            </li>
          ))}
        </ul>
      </section>

      <Facts
        rows={[
          [
            'Identity',
            <Opens key="i" onOpen={() => select({ kind: 'identity', key: event.identity.key })}>
              <IdentityTag identity={event.identity} realm />
            </Opens>,
          ],
          ['Credential', event.credential ? <CredentialName key="c" credential={event.credential} /> : <CredentialTag key="c" credential={null} />],
          ...event.resources.map((resource, at): [string, ReactNode] => [
            at === 0 ? 'Resource' : `Resource ${at + 1}`,
            <Opens key={resource.key} onOpen={() => select({ kind: 'resource', key: resource.key })}>
              <LogText text={resource.display} />
            </Opens>,
          ]),
          [
            'From',
            (event.ip ?? event.origin) ? (
              <span key="f" className="data">
                <LogText text={event.ip ?? event.origin ?? ''} />
              </span>
            ) : (
              <span key="f" className="quiet">
                not stated
              </span>
            ),
          ],
        ]}
      />

      {raw.error ? <ProblemBox error={raw.error} /> : raw.data && <RawRecord text={raw.data.text} fields={fields} cut={raw.data.cut} />}

      <Facts
        rows={[
          ...event.places.flatMap((where, at): [string, ReactNode][] => [
            [at === 0 ? 'Original' : `Also in (${at + 1})`, <LogText key="o" text={where.label} />],
            [
              at === 0 ? 'SHA-256' : `SHA-256 (${at + 1})`,
              <span key="s" className="data" title={where.sha256}>
                {shortDigest(where.sha256)}
              </span>,
            ],
            [
              at === 0 ? 'Record' : `Record (${at + 1})`,
              <span key="n" className="num">
                #{formatCount(where.index)}, bytes {formatCount(where.offset)} – {formatCount(where.offset + where.length)}
              </span>,
            ],
          ]),
          ['Reader', `${event.reader} ${event.readerVersion}`],
          [
            'Time as written',
            <span key="t" className="data">
              <LogText text={event.timeText} />
            </span>,
          ],
          event.principal !== '' && event.principal !== event.identity.display
            ? [
                'As logged',
                <span key="p" className="data">
                  <LogText text={event.principal} />
                </span>,
              ]
            : null,
          event.userAgent ? ['User agent', <LogText key="u" text={event.userAgent} />] : null,
          event.realm !== ''
            ? [
                'Realm',
                <span key="r" className="data">
                  <LogText text={event.realm} />
                </span>,
              ]
            : null,
          ...Object.entries(event.ids).map(([name, value]): [string, ReactNode] => [
            name,
            <span key={name} className="data">
              <LogText text={value} />
            </span>,
          ]),
        ]}
      />

      {!bare && <AroundIt event={event} />}
      <AssessmentList assessments={event.assessments} rung={event.rung} />
      {!bare && <EventTools event={event} onAssess={startAssess} />}
    </>
  );
}

function EventTools({ event, onAssess }: { readonly event: EventDetail; readonly onAssess: () => void }): ReactNode {
  const go = useNav((state) => state.go);
  const patch = useFilter((state) => state.patch);
  const toGraph = (): void => {
    patch(event.credential ? { credentials: [event.credential.key] } : { identities: [event.identity.key] });
    go('graph', { node: event.credential ? `credential:${event.credential.key}` : `identity:${event.identity.key}` });
  };
  return (
    <footer className={styles['tools']}>
      <Button variant="filled" rightSection={<kbd className={styles['kbd']}>a</kbd>} onClick={onAssess}>
        Assess
      </Button>
      <Button onClick={toGraph}>In graph</Button>
      <CopyCitation event={event} />
    </footer>
  );
}

/** A credential in full, and what kind it is. */
function CredentialName({ credential }: { readonly credential: NonNullable<EventDetail['credential']> }): ReactNode {
  const select = useSelection((state) => state.select);
  return (
    <>
      <Opens onOpen={() => select({ kind: 'credential', key: credential.key })}>
        <span className="data">
          <LogText text={credential.display} />
        </span>
      </Opens>{' '}
      <span className="quiet">{credentialWords[credential.kind]}</span>
    </>
  );
}

function Opens({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }): ReactNode {
  return (
    <button type="button" className="link" onClick={onOpen}>
      {children}
    </button>
  );
}
