import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconShieldCheck, IconShieldQuestion, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Verification } from '../../../shared/rpc/evidence.ts';
import { countWords, formatBytes } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { checkWords, outcomes } from './verification-words.ts';
import styles from './verification.module.css';

const shields = { holds: IconShieldCheck, fails: IconShieldX, doubt: IconShieldQuestion } as const;

/** The outcome of verifying a bundle: the verdict large and plain, each check on a line of its own, the files at fault by name. */
export function VerificationPanel({ result }: { readonly result: Verification }): ReactNode {
  const outcome = outcomes[result.exitCode];
  const Shield = shields[outcome.tone];
  return (
    <section className={styles['panel']} aria-label="Verification">
      <div className={`${styles['verdict'] ?? ''} ${styles[outcome.tone] ?? ''}`} role="status">
        <Shield size={34} stroke={1.5} aria-hidden="true" />
        <p className={styles['word']}>{outcome.word}</p>
        <p className={styles['about']}>
          {outcome.meaning} {result.exitCode !== 0 && <LogText text={result.verdict} />}
        </p>
      </div>
      <p className="soft num">
        {result.caseReference !== '' && (
          <>
            Case <LogText text={result.caseReference} /> ·{' '}
          </>
        )}
        {countWords(result.files, 'file')} · {formatBytes(result.bytes)} · <LogText text={result.bundle} />
      </p>
      <ul className={styles['checks']} aria-label="Checks">
        {result.checks.map((check) => (
          <CheckLine key={check.id} check={check} />
        ))}
      </ul>
      {result.signers.length > 0 && (
        <ul className={styles['signers']} aria-label="Signers">
          {result.signers.map((signer) => (
            <li key={`${signer.principal} ${signer.fingerprint}`}>
              <Pill tone={signer.trusted ? 'good' : 'warn'}>{signer.trusted ? 'trusted' : 'not trusted'}</Pill>
              <b>
                <LogText text={signer.principal === '' ? 'unknown key' : signer.principal} />
              </b>
              {signer.role !== '' && <span className="soft">{signer.role}</span>}
              <span className="data soft">{signer.fingerprint}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function CheckLine({ check }: { readonly check: Verification['checks'][number] }): ReactNode {
  const [tone, Mark] =
    check.state === 'holds'
      ? (['stateHolds', IconCircleCheck] as const)
      : check.state === 'fails'
        ? (['stateFails', IconCircleX] as const)
        : (['stateOpen', IconCircleDashed] as const);
  return (
    <li>
      <Mark size={18} stroke={1.7} className={styles[tone] ?? ''} aria-hidden="true" />
      <span className={`${styles['state'] ?? ''} ${styles[tone] ?? ''}`}>{checkWords[check.state]}</span>
      <span>
        <b>{check.title}</b>
        {check.detail !== '' && (
          <span className={styles['detail']}>
            {' '}
            <LogText text={check.detail} />
          </span>
        )}
      </span>
      {check.files.length > 0 && (
        <ul className={`${styles['files'] ?? ''} data`} aria-label="Files at fault" tabIndex={0}>
          {check.files.map((file) => (
            <li key={file}>
              <IconAlertTriangle size={12} stroke={1.8} aria-hidden="true" /> <LogText text={file} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
