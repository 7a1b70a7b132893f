import type { ReactNode } from 'react';
import type { Dossier } from '../../../shared/rpc/graph.ts';
import { useSelection } from '../../state/selection.ts';
import { Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SmallTable } from '../../ui/small-table.tsx';

/** What records say about the credential itself; each line opens the bytes it was read from. */
export function Records({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const select = useSelection((state) => state.select);
  if (dossier.facts.length === 0) return null;
  const open = (fact: Dossier['facts'][number]): void =>
    select(
      fact.event === null
        ? {
            kind: 'bytes',
            place: {
              item: fact.item,
              offset: fact.offset,
              length: fact.length,
              label: fact.label,
              lost: false,
              why: `${factWords(fact.what)}: ${fact.detail}`,
            },
          }
        : { kind: 'event', id: fact.event },
    );
  return (
    <Section title="What records say">
      <SmallTable
        label="What records say"
        columns={[{ name: 'fact' }, { name: 'at' }, { name: 'record' }]}
        rows={dossier.facts.map((fact, place) => ({
          key: String(place),
          cells: [
            <span key="w">
              {factWords(fact.what)}
              {fact.detail !== '' && (
                <span className="soft">
                  , <LogText text={fact.detail} />
                </span>
              )}
            </span>,
            fact.at === null ? '' : <Moment key="a" at={fact.at} coarse />,
            <button key="r" type="button" className="link" title={fact.label} onClick={() => open(fact)}>
              #{fact.index}
            </button>,
          ],
        }))}
      />
    </Section>
  );
}

function factWords(what: string): string {
  return what.replaceAll('_', ' ');
}
