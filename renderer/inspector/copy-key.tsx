import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { bridge } from '../bridge.ts';
import { LogText } from '../ui/log-text.tsx';
import styles from './inspector.module.css';

/** A key or digest in full, with a way to copy it. */
export function CopyKey({ text }: { readonly text: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <span className={styles['copy']}>
      <span className="data">
        <LogText text={text} />
      </span>
      <Tooltip label={copied ? 'Copied' : 'Copy'}>
        <ActionIcon size={20} aria-label="Copy" onClick={() => void bridge.copyText(text).then(() => setCopied(true))}>
          {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
        </ActionIcon>
      </Tooltip>
    </span>
  );
}
