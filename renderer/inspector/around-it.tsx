import type { ReactNode } from 'react';
import type { Filter } from '../../shared/rpc/filter.ts';
import type { EventDetail } from '../../shared/rpc/events.ts';
import { useFilter } from '../state/filter.ts';
import { useNav } from '../state/nav.ts';
import { countWords } from '../ui/format.ts';
import styles from './inspector.module.css';

type Way = readonly [title: string, events: number | null, filter: Filter];

const fiveMinutes = 300_000_000;

/** What shares something with this event; each opens as a filter. */
export function AroundIt({ event }: { readonly event: EventDetail }): ReactNode {
  const set = useFilter((state) => state.set);
  const go = useNav((state) => state.go);
  const resource = event.resources[0];
  const ways: Way[] = [];
  if (event.credential) ways.push(['same credential', event.around.sameCredential, { credentials: [event.credential.key] }]);
  if (event.ip) ways.push(['same address', event.around.sameAddress, { ips: [event.ip] }]);
  if (resource) ways.push(['same resource', event.around.sameResource, { resources: [resource.key] }]);
  ways.push(['five minutes around it', null, { from: event.at - fiveMinutes, to: event.at + fiveMinutes }]);
  return (
    <section>
      <h2>Around it</h2>
      <ul className={styles['around']}>
        {ways.map(([title, events, filter]) => (
          <li key={title}>
            <button
              type="button"
              className="link"
              onClick={() => {
                set(filter);
                go('timeline');
              }}
            >
              {title}
            </button>
            {events !== null && <span className="quiet num"> {countWords(events, 'event')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
