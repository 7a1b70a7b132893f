import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Plane } from '../../../shared/model.ts';
import { rungs, type Rung } from '../../../shared/rungs.ts';
import type { Facets } from '../../../shared/rpc/events.ts';
import type { Filter } from '../../../shared/rpc/filter.ts';
import type { ListField } from '../../state/filter-chips.ts';
import { useFilter } from '../../state/filter.ts';
import { formatCount } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { PlaneTag } from '../../ui/plane-tag.tsx';
import { RungMark } from '../../ui/rung-mark.tsx';
import { useEngine } from '../../use-engine.ts';
import styles from './facet-rail.module.css';

type FacetField = Exclude<ListField, 'resources' | 'resourceKinds'>;

const sections: readonly { readonly field: FacetField; readonly title: string }[] = [
  { field: 'rungs', title: 'Rung' },
  { field: 'planes', title: 'Plane' },
  { field: 'identities', title: 'Identity' },
  { field: 'credentials', title: 'Credential' },
  { field: 'actions', title: 'Action' },
  { field: 'ips', title: 'Address' },
  { field: 'realms', title: 'Realm' },
];

interface FoldState {
  readonly folded: readonly string[];
  toggle(field: string): void;
}

const useFolds = create<FoldState>()(
  persist(
    (set) => ({
      folded: ['actions', 'ips', 'realms'],
      toggle: (field) =>
        set((state) => ({ folded: state.folded.includes(field) ? state.folded.filter((other) => other !== field) : [...state.folded, field] })),
    }),
    { name: 'keyholder-facets' },
  ),
);

/** What occurs among the events, with counts; each value narrows the filter. */
export function FacetRail(): ReactNode {
  return (
    <aside className={styles['rail']} aria-label="Facets">
      {sections.map((section) => (
        <Section key={section.field} field={section.field} title={section.title} />
      ))}
    </aside>
  );
}

function Section({ field, title }: { readonly field: FacetField; readonly title: string }): ReactNode {
  const { filter, patch } = useFilter();
  const { folded, toggle } = useFolds();
  const open = !folded.includes(field);
  // Counted without its own part of the filter, so that the other values stay in reach.
  const others: Filter = Object.fromEntries(Object.entries(filter).filter(([name]) => name !== field));
  const facets = useEngine('events.facets', { filter: others }, { enabled: open, keep: true });
  const chosen = (filter[field] ?? []).map(String);
  const values = valuesOf(facets.data, field);
  const more = facets.data && field !== 'rungs' && field !== 'planes' ? facets.data.more[field] : 0;
  const flip = (value: string): void => {
    const next = chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
    patch({ [field]: field === 'rungs' ? next.map(Number) : next });
  };
  return (
    <section>
      <button type="button" className={styles['title']} aria-expanded={open} onClick={() => toggle(field)}>
        {open ? <IconChevronDown size={13} /> : <IconChevronRight size={13} />}
        {title}
        {chosen.length > 0 && <span className={styles['some']}>{chosen.length}</span>}
      </button>
      {open && (
        <ul>
          {values.map((value) => (
            <li key={value.value}>
              <button
                type="button"
                className={styles['value']}
                aria-pressed={chosen.includes(value.value)}
                title={value.value}
                onClick={() => flip(value.value)}
              >
                <span className="cut">
                  {field === 'rungs' ? (
                    <RungMark rung={Number(value.value) as Rung} />
                  ) : field === 'planes' ? (
                    <PlaneTag plane={value.value as Plane} />
                  ) : (
                    <FacetLabel value={value} twice={values.filter((other) => other.label === value.label).length > 1} />
                  )}
                </span>
                <span className="num quiet">{formatCount(value.events)}</span>
              </button>
            </li>
          ))}
          {more > 0 && <li className={`${styles['more'] ?? ''} quiet`}>{formatCount(more)} more, less frequent</li>}
        </ul>
      )}
    </section>
  );
}

/** Where two are called the same, the realm tells them apart. */
function FacetLabel({ value, twice }: { readonly value: { readonly value: string; readonly label: string }; readonly twice: boolean }): ReactNode {
  return (
    <>
      <LogText text={value.label} />
      {twice && <span className="quiet"> {value.value.split(':')[1]}</span>}
    </>
  );
}

function valuesOf(facets: Facets | undefined, field: FacetField): readonly { readonly value: string; readonly label: string; readonly events: number }[] {
  if (!facets) return [];
  if (field !== 'rungs') return facets[field];
  return rungs.map((name, rung) => ({ value: String(rung), label: name, events: facets.rungs[rung] ?? 0 })).toReversed();
}
