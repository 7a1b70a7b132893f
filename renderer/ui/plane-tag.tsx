import {
  IconArrowsExchange,
  IconCpu,
  IconDatabase,
  IconGitBranch,
  IconId,
  IconLock,
  IconRobot,
  IconSettings,
  IconTruckDelivery,
  type Icon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Plane } from '../../shared/model.ts';
import styles from './tags.module.css';

/** The picture for each plane; always beside its word. */
export const planeIcons: Readonly<Record<Plane, Icon>> = {
  identity: IconId,
  secrets: IconLock,
  management: IconSettings,
  source: IconGitBranch,
  delivery: IconTruckDelivery,
  data: IconDatabase,
  compute: IconCpu,
  network: IconArrowsExchange,
  agent: IconRobot,
};

/** A plane as icon and word. */
export function PlaneTag({ plane }: { readonly plane: Plane }): ReactNode {
  const PlaneIcon = planeIcons[plane];
  return (
    <span className={styles['tag']}>
      <PlaneIcon size={14} stroke={1.6} color={`var(--plane-${plane})`} aria-hidden="true" />
      <span className="cut">{plane}</span>
    </span>
  );
}
