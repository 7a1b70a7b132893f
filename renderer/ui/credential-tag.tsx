import type { ReactNode } from 'react';
import type { CredentialTag as Tag } from '../../shared/rpc/events.ts';
import { credentialWords } from './words.ts';
import { LogText } from './log-text.tsx';
import styles from './tags.module.css';

/** A credential by what may be written down about it; `kind` says what it is in words. */
export function CredentialTag({ credential, kind = false }: { readonly credential: Tag | null; readonly kind?: boolean }): ReactNode {
  if (!credential) return <span className="quiet">none named</span>;
  return (
    <span className={styles['tag']} title={`${credentialWords[credential.kind]} ${credential.key}`}>
      <span className="data cut">
        <LogText text={credential.display} />
      </span>
      {kind && <span className={styles['realm']}>{credentialWords[credential.kind]}</span>}
    </span>
  );
}
