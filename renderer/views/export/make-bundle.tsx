import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconFileCertificate, IconFolderOpen } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { Note } from '../../ui/note.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAct, useEngine } from '../../use-engine.ts';
import { Made } from './made.tsx';
import styles from './export.module.css';

/** Where to, by whose key; then signed and verified at once. */
export function MakeBundle(): ReactNode {
  const keys = useEngine('keys.list', {}).data?.filter((key) => key.revokedAt === null) ?? [];
  const plan = useEngine('bundle.plan', {}).data;
  const [folder, setFolder] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const act = useAct('bundle.export', 'Making the bundle');
  const chosen = keys.find((each) => each.name === key) ?? keys[0];
  const ready = folder !== '' && chosen !== undefined && passphrase !== '';

  const choose = async (): Promise<void> => {
    const [picked] = await bridge.pick({ kind: 'folder', title: 'Where the bundle goes' });
    if (picked !== undefined) setFolder(picked);
  };
  const make = async (): Promise<void> => {
    if (!chosen || !ready) return;
    const made = await act.run({ out: folder, key: chosen.name, passphrase });
    if (made) setPassphrase('');
  };

  return (
    <Panel title={plan ? `Bundle ${plan.name}` : 'Bundle'}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        {keys.length === 0 && <Note tone="warn">A bundle is signed. Make a signing key first, at the right.</Note>}
        <div className={styles['folder']}>
          <TextInput label="Folder" readOnly value={folder} placeholder="not chosen yet" />
          <Button aria-label="Choose… the folder" leftSection={<IconFolderOpen size={15} stroke={1.7} />} onClick={() => void choose()}>
            Choose…
          </Button>
        </div>
        <Select
          label="Signed by"
          disabled={keys.length === 0}
          value={chosen?.name ?? null}
          data={keys.map((each) => ({ value: each.name, label: `${each.name} · ${each.role}` }))}
          onChange={setKey}
        />
        <PasswordInput label="Passphrase of the key" autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} />
        <div className={styles['line']}>
          <Button type="submit" variant="filled" leftSection={<IconFileCertificate size={15} stroke={1.7} />} disabled={!ready} loading={act.busy}>
            Make, sign and verify
          </Button>
          {act.cancelled && <span className="soft">Cancelled; nothing was left behind.</span>}
        </div>
      </form>
      {act.running !== null && <BusyBar run={act.running} />}
      <ProblemBox problem={act.problem} />
      {act.result && <Made made={act.result} />}
    </Panel>
  );
}
