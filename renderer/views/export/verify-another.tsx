import { Button, TextInput } from '@mantine/core';
import { IconFolderOpen, IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAct } from '../../use-engine.ts';
import { VerificationPanel } from './verification.tsx';
import styles from './export.module.css';

/** Checks any bundle against keys that the person at this machine holds. */
export function VerifyAnother(): ReactNode {
  const [bundle, setBundle] = useState('');
  const [signers, setSigners] = useState('');
  const act = useAct('bundle.verify', 'Verifying');
  const pick = async (kind: 'bundle' | 'signers', title: string, set: (path: string) => void): Promise<void> => {
    const [path] = await bridge.pick({ kind, title });
    if (path === undefined) return;
    set(path);
    act.reset();
  };
  return (
    <Panel title="Verify a bundle">
      <div className={styles['form']}>
        <div className={styles['folder']}>
          <TextInput label="Bundle" readOnly value={bundle} placeholder="not chosen yet" />
          <Button
            aria-label="Choose… the bundle"
            leftSection={<IconFolderOpen size={15} stroke={1.7} />}
            onClick={() => void pick('bundle', 'The bundle', setBundle)}
          >
            Choose…
          </Button>
        </div>
        <div className={styles['folder']}>
          <TextInput label="Keys you trust (allowed_signers)" readOnly value={signers} placeholder="from your own records, not from the bundle" />
          <Button
            aria-label="Choose… the keys"
            leftSection={<IconFolderOpen size={15} stroke={1.7} />}
            onClick={() => void pick('signers', 'Keys you trust', setSigners)}
          >
            Choose…
          </Button>
        </div>
        <div className={styles['line']}>
          <Button
            leftSection={<IconShieldCheck size={15} stroke={1.7} />}
            disabled={bundle === ''}
            loading={act.busy}
            onClick={() => void act.run({ bundle, ...(signers === '' ? {} : { signers }) })}
          >
            Verify
          </Button>
        </div>
        {act.running !== null && <BusyBar run={act.running} />}
        <ProblemBox problem={act.problem} />
        {act.result && <VerificationPanel result={act.result} />}
      </div>
    </Panel>
  );
}
