import { IconApps, IconCloud, IconHelpCircle, IconMask, IconRobot, IconServer2, IconUser, IconUserCog, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { IdentityKind } from '../../shared/model.ts';
import type { IdentityTag as Tag } from '../../shared/rpc/events.ts';
import { LogText } from './log-text.tsx';
import styles from './tags.module.css';

/** The picture for each kind of identity. */
export const identityIcons: Readonly<Record<IdentityKind, Icon>> = {
  human: IconUser,
  service: IconUserCog,
  role: IconMask,
  workload: IconServer2,
  agent: IconRobot,
  application: IconApps,
  provider: IconCloud,
  anonymous: IconHelpCircle,
};

/** An identity as icon and name; the key, kind and realm are said on hover and to screen readers. */
export function IdentityTag({ identity, realm = false }: { readonly identity: Tag; readonly realm?: boolean }): ReactNode {
  const KindIcon = identityIcons[identity.kind];
  return (
    <span className={realm ? styles['roomy'] : styles['tag']} title={`${identity.kind} ${identity.key}`}>
      <span className={styles['tag']}>
        <KindIcon size={14} stroke={1.6} className={styles['icon'] ?? ''} aria-label={identity.kind} role="img" />
        <span className="cut">
          <LogText text={identity.display} />
        </span>
      </span>
      {realm && identity.realm !== '' && <span className={styles['realm']}>{identity.realm}</span>}
    </span>
  );
}
