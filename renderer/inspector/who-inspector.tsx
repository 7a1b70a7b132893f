import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { rungs, type Rung } from '../../shared/rungs.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import { useFilter } from '../state/filter.ts';
import { useNav } from '../state/nav.ts';
import { useSelection } from '../state/selection.ts';
import { countWords, formatCount } from '../ui/format.ts';
import { LogText } from '../ui/log-text.tsx';
import { Facts } from '../ui/panel.tsx';
import { RungMark } from '../ui/rung-mark.tsx';
import { useEngine } from '../use-engine.ts';
import { CopyKey } from './copy-key.tsx';
import styles from './inspector.module.css';

interface WhoProps {
  readonly kind: 'identity' | 'resource' | 'credential';
  readonly keyText: string;
}

/** An identity or a resource in short: what it is, how often it occurs and how that ended, what it shares events with. */
export function WhoInspector({ kind, keyText }: WhoProps): ReactNode {
  const filter: Filter = kind === 'identity' ? { identities: [keyText] } : kind === 'credential' ? { credentials: [keyText] } : { resources: [keyText] };
  const found = useEngine('identities.search', { text: keyText, limit: 20 }, { enabled: kind === 'identity' });
  const count = useEngine('events.count', { filter });
  const facets = useEngine('events.facets', { filter });
  const identity = found.data?.find((candidate) => candidate.key === keyText);
  const select = useSelection((state) => state.select);
  const set = useFilter((state) => state.set);
  const go = useNav((state) => state.go);
  return (
    <>
      <header className={styles['head']}>
        <h2 className="cut">
          <LogText text={identity?.display ?? keyText} />
        </h2>
        <span className="quiet">{identity?.kind ?? kind}</span>
      </header>
      <Facts
        rows={[
          ['Key', <CopyKey key="k" text={keyText} />],
          identity && identity.realm !== ''
            ? [
                'Realm',
                <span key="r" className="data">
                  {identity.realm}
                </span>,
              ]
            : null,
          ...rungs
            .flatMap((_name, rung): [string, ReactNode][] => {
              const events = count.data?.counts[rung] ?? 0;
              return events === 0
                ? []
                : [[rung === 4 ? 'Successful' : rung === 0 ? 'Unknown' : 'Attempted', <RungMark key={rung} rung={rung as Rung} count={formatCount(events)} />]];
            })
            .toReversed(),
        ]}
      />
      {kind !== 'credential' && (
        <FacetList
          title="Credentials"
          rows={facets.data?.credentials ?? []}
          more={facets.data?.more.credentials ?? 0}
          onOpen={(key) => select({ kind: 'credential', key })}
        />
      )}
      {kind !== 'identity' && (
        <FacetList
          title="Identities"
          rows={facets.data?.identities ?? []}
          more={facets.data?.more.identities ?? 0}
          onOpen={(key) => select({ kind: 'identity', key })}
        />
      )}
      <FacetList
        title="Actions"
        rows={facets.data?.actions ?? []}
        more={facets.data?.more.actions ?? 0}
        onOpen={(action) => {
          set({ ...filter, actions: [action] });
          go('timeline');
        }}
      />
      <footer className={styles['tools']}>
        <Button
          variant="filled"
          onClick={() => {
            set(filter);
            go('timeline');
          }}
        >
          Open {countWords(count.data?.total ?? 0, 'event')}
        </Button>
        {kind !== 'resource' && (
          <Button
            onClick={() => {
              set({ ...filter, withDescendants: true });
              go('graph', { node: `${kind}:${keyText}` });
            }}
          >
            In graph
          </Button>
        )}
      </footer>
    </>
  );
}

interface FacetListProps {
  readonly title: string;
  readonly rows: readonly { readonly value: string; readonly label: string; readonly events: number }[];
  readonly more: number;
  readonly onOpen: (value: string) => void;
}

function FacetList({ title, rows, more, onOpen }: FacetListProps): ReactNode {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className={styles['facets']}>
        {rows.map((row) => (
          <li key={row.value}>
            <button type="button" className="link cut" title={row.value} onClick={() => onOpen(row.value)}>
              <LogText text={row.label} />
            </button>
            <span className="num quiet">{formatCount(row.events)}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className="quiet">{formatCount(more)} more, less frequent</p>}
    </section>
  );
}
