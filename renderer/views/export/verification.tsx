import { IconCircleCheck, IconCircleDashed, IconCircleX, type Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Verification } from '../../../shared/rpc/evidence.ts';
import { countWords, formatBytes } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Pill } from '../../ui/verdict.tsx';
import styles from './verification.module.css';

type CheckState = Verification['checks'][number]['state'];

const marks: Readonly<Record<CheckState, { readonly icon: Icon; readonly word: string }>> = {
  holds: { icon: IconCircleCheck, word: 'holds' },
  fails: { icon: IconCircleX, word: 'fails' },
  not_checked: { icon: IconCircleDashed, word: 'not checked' },
};

/** What verifying a bundle found: the verdict, who signed, and each check with the files it names. */
export function VerificationPanel({ result }: { readonly result: Verification }): ReactNode {
  return (
    <section className={styles['panel']} aria-label="Verification">
      <p className={styles['verdict']} role="status">
        <Pill tone={result.exitCode === 0 ? 'good' : result.exitCode === 2 ? 'warn' : 'bad'}>
          <LogText text={result.verdict} />
        </Pill>
        <span className="soft num">
          {result.caseReference} · {countWords(result.files, 'file')}, {formatBytes(result.bytes)}
        </span>
      </p>
      <ul>
        {result.signers.map((signer) => (
          <li key={signer.fingerprint} className={styles['signer']}>
            <b>{signer.principal}</b> <span className="quiet">{signer.role}</span> <span className="data">{signer.fingerprint}</span>{' '}
            <Pill tone={signer.trusted ? 'good' : 'warn'}>{signer.trusted ? 'trusted' : 'not trusted'}</Pill>
          </li>
        ))}
      </ul>
      <ul className={styles['checks']}>
        {result.checks.map((check) => {
          const CheckIcon = marks[check.state].icon;
          return (
            <li key={check.id} className={styles[check.state]}>
              <CheckIcon size={18} stroke={1.7} aria-hidden="true" />
              <div>
                <p>
                  <b>{check.title}</b> {marks[check.state].word}
                </p>
                <p className="soft">
                  <LogText text={check.detail} />
                </p>
                {check.files.map((file) => (
                  <p key={file} className="data">
                    <LogText text={file} />
                  </p>
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
