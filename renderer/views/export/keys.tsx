import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { IconCopy, IconKey, IconPlus } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import type { KeyInfo } from '../../../shared/rpc/evidence.ts';
import { useCase } from '../../state/case.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatMinute } from '../../ui/format.ts';
import { LogText } from '../../ui/log-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { Pill } from '../../ui/verdict.tsx';
import { useAct, useEngine } from '../../use-engine.ts';
import styles from './export.module.css';

/** The keys bundles are signed with, and a way to make one. */
export function Keys(): ReactNode {
  const keys = useEngine('keys.list', {});
  const [making, setMaking] = useState(false);
  const none = keys.data?.length === 0;
  return (
    <Panel
      title="Signing keys"
      tools={
        !making && (
          <Button leftSection={<IconPlus size={15} stroke={1.7} />} onClick={() => setMaking(true)}>
            New key
          </Button>
        )
      }
    >
      {keys.error && <ProblemBox error={keys.error} />}
      {none && !making && (
        <EmptyState icon={IconKey} title="No signing key yet">
          A key signs for one person. It stays on this machine, under a passphrase that only that person knows.
        </EmptyState>
      )}
      {making && <NewKey onDone={() => setMaking(false)} />}
      <ul className={styles['keys']}>
        {keys.data?.map((key) => (
          <KeyLine key={key.fingerprint} info={key} />
        ))}
      </ul>
    </Panel>
  );
}

function KeyLine({ info }: { readonly info: KeyInfo }): ReactNode {
  return (
    <li>
      <div className={styles['line']}>
        <b>
          <LogText text={info.name} />
        </b>
        <span className="soft">{info.role}</span>
        {info.revokedAt !== null && <Pill tone="bad">revoked {formatMinute(info.revokedAt)}</Pill>}
        <span className="spread" />
        <Button leftSection={<IconCopy size={15} stroke={1.7} />} onClick={() => void bridge.copyText(info.publicKey)}>
          Public key
        </Button>
      </div>
      <span className="data soft">{info.fingerprint}</span>
      <span className="quiet num">made {formatMinute(info.createdAt)} UTC</span>
    </li>
  );
}

function NewKey({ onDone }: { readonly onDone: () => void }): ReactNode {
  const examiner = useCase().data?.examiner ?? '';
  const [name, setName] = useState(() =>
    examiner
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  );
  const [role, setRole] = useState('examiner');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const act = useAct('keys.new', 'Making a key');
  const differs = again !== '' && again !== passphrase;
  const ready = name.trim() !== '' && passphrase.length >= 8 && again === passphrase;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void act.run({ name: name.trim(), role, passphrase }).then((made) => made && onDone());
      }}
    >
      <TextInput
        label="Name"
        description="Who signs; it stands in every bundle."
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select label="Role" value={role} data={['examiner', 'supervisor', 'reviewer']} onChange={(value) => setRole(value ?? 'examiner')} />
      <PasswordInput
        label="Passphrase"
        description="At least 8 characters. It cannot be recovered."
        required
        autoComplete="new-password"
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <PasswordInput
        label="Passphrase again"
        required
        autoComplete="new-password"
        value={again}
        error={differs ? 'The two differ' : undefined}
        onChange={(event) => setAgain(event.currentTarget.value)}
      />
      <ProblemBox problem={act.problem} />
      <div className={styles['line']}>
        <Button type="submit" variant="filled" disabled={!ready} loading={act.busy}>
          Make the key
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
