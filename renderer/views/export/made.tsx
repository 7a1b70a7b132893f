import { Button } from '@mantine/core';
import { IconCopy, IconFolder } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import type { Result } from '../../../shared/rpc/contract.ts';
import { Section } from '../../ui/inspected.tsx';
import { LogText } from '../../ui/log-text.tsx';
import { Facts } from '../../ui/panel.tsx';
import { VerificationPanel } from './verification.tsx';
import styles from './export.module.css';

/** A bundle just made: verified, where it lies, and how anyone can check it without this program. */
export function Made({ made }: { readonly made: Result<'bundle.export'> }): ReactNode {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await bridge.copyText(`${made.commands.join('\n')}\n`);
    setCopied(true);
  };
  return (
    <div className={styles['made']}>
      <VerificationPanel result={made.verification} />
      <Facts
        rows={[
          ['Bundle', <Place key="b" path={made.folder} />],
          ['Signers', <Place key="s" path={made.allowedSigners} />],
          ['Report', <Place key="r" path={made.report} />],
          ['Picture', <Place key="p" path={made.picture} />],
        ]}
      />
      <div className={styles['line']}>
        <Button leftSection={<IconFolder size={15} stroke={1.7} />} onClick={() => void bridge.showItem(made.folder)}>
          Show the folder
        </Button>
      </div>
      <Section title="How anyone verifies it, without Keyholder">
        <p className="soft">Hand over allowed_signers by another way than the bundle: a key that comes with the bundle proves nothing.</p>
        <pre className={`${styles['commands'] ?? ''} data`} tabIndex={0}>
          {made.commands.join('\n')}
        </pre>
        <div className={styles['line']}>
          <Button leftSection={<IconCopy size={15} stroke={1.7} />} onClick={() => void copy()}>
            Copy the commands
          </Button>
          <span role="status" className="soft">
            {copied ? 'Copied' : ''}
          </span>
        </div>
      </Section>
    </div>
  );
}

function Place({ path }: { readonly path: string }): ReactNode {
  return (
    <button type="button" className={`link data ${styles['path'] ?? ''}`} title="Show it in the file manager" onClick={() => void bridge.showItem(path)}>
      <LogText text={path} />
    </button>
  );
}
