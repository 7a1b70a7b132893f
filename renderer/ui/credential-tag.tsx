import type { ReactNode } from 'react';
import type { CredentialTag as Tag } from '../../shared/rpc/events.ts';
import { credentialWords } from './words.ts';
import { LogText } from './log-text.tsx';
import styles from './tags.module.css';

interface CredentialTagProps {
  readonly credential: Tag | null;
  /** Says what it is in words. */
  readonly kind?: boolean;
  /** Only the part that tells it from others, where the whole would be cut. */
  readonly short?: boolean;
}

/** A credential by what may be written down about it. */
export function CredentialTag({ credential, kind = false, short = false }: CredentialTagProps): ReactNode {
  if (!credential) return <span className="quiet">none named</span>;
  return (
    <span className={styles['tag']} title={`${credentialWords[credential.kind]} ${credential.key}`}>
      <span className="data cut">
        <LogText text={short ? tellingPart(credential.display) : credential.display} />
      </span>
      {kind && <span className={styles['realm']}>{credentialWords[credential.kind]}</span>}
    </span>
  );
}

/** `run-88213 (ASIA…K0PL)` → `ASIA…K0PL`. */
function tellingPart(display: string): string {
  return /\(([^()]*…[^()]*)\)$/.exec(display)?.[1] ?? display;
}
