import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { bridge } from '../bridge.ts';
import { BusyBar } from '../ui/busy-bar.tsx';
import { Panel } from '../ui/panel.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct } from '../use-engine.ts';
import { VerificationPanel } from '../views/export/verification.tsx';
import styles from './welcome.module.css';

/** Checks a bundle against a list of trusted signers, without a case. */
export function VerifyBundle(): ReactNode {
  const [bundle, setBundle] = useState('');
  const [signers, setSigners] = useState('');
  const verify = useAct('bundle.verify', 'Verifying the bundle');

  const choose = async (kind: 'bundle' | 'signers', title: string, set: (path: string) => void): Promise<void> => {
    const [path] = await bridge.pick({ kind, title });
    if (path === undefined) return;
    set(path);
    verify.reset();
  };
  return (
    <Panel title="Verify a bundle">
      <div className={styles['form']}>
        <div>
          <h3>Bundle</h3>
          <div className={styles['folder']}>
            <Button onClick={() => void choose('bundle', 'Choose a bundle', setBundle)}>Choose…</Button>
            <span className="data cut" title={bundle}>
              {bundle === '' ? <span className="quiet">a folder named …_B001</span> : bundle}
            </span>
          </div>
        </div>
        <div>
          <h3>Trusted signers</h3>
          <div className={styles['folder']}>
            <Button onClick={() => void choose('signers', 'Choose an allowed_signers file', setSigners)}>Choose…</Button>
            <span className="data cut" title={signers}>
              {signers === '' ? <span className="quiet">allowed_signers, received by another way than the bundle</span> : signers}
            </span>
          </div>
        </div>
        <div className={styles['buttons']}>
          <Button
            variant="filled"
            disabled={bundle === ''}
            loading={verify.busy}
            onClick={() => void verify.run({ bundle, ...(signers === '' ? {} : { signers }) })}
          >
            Verify
          </Button>
        </div>
        <BusyBar run={verify.running} />
        <ProblemBox problem={verify.problem} />
        {verify.result && <VerificationPanel result={verify.result} />}
      </div>
    </Panel>
  );
}
