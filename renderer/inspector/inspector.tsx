import { IconClick } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSelection, type Selection } from '../state/selection.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { views } from '../views/index.ts';
import { BytesInspector } from './bytes-inspector.tsx';
import { EventInspector } from './event-inspector.tsx';
import styles from './inspector.module.css';
import { ItemInspector } from './item-inspector.tsx';
import { MilestoneInspector } from './milestone-inspector.tsx';
import { WhoInspector } from './who-inspector.tsx';

/** Whatever is selected, in full, at the right of every view. */
export function Inspector({ shown }: { readonly shown: boolean }): ReactNode {
  const selection = useSelection((state) => state.selection);
  return (
    <aside className={styles['inspector']} aria-label="Inspector" inert={!shown}>
      {selection ? (
        <Selected selection={selection} />
      ) : (
        <EmptyState icon={IconClick} title="Nothing selected">
          Select an event, an identity, a credential or a count: what it rests on shows here, down to the bytes.
        </EmptyState>
      )}
    </aside>
  );
}

function Selected({ selection }: { readonly selection: Selection }): ReactNode {
  const owner = views.find((view) => view.inspects?.includes(selection.kind));
  if (owner?.inspector) {
    const Own = owner.inspector;
    return <Own selection={selection} />;
  }
  switch (selection.kind) {
    case 'event':
      return <EventInspector id={selection.id} />;
    case 'bytes':
      return <BytesInspector place={selection.place} />;
    case 'item':
      return <ItemInspector id={selection.id} />;
    case 'milestone':
      return <MilestoneInspector id={selection.id} />;
    case 'identity':
    case 'credential':
    case 'resource':
      return <WhoInspector kind={selection.kind} keyText={selection.key} />;
    default:
      return null;
  }
}
