import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { bridge } from '../bridge.ts';
import { Panel } from '../ui/panel.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct } from '../use-engine.ts';
import { folderNameOf } from './folder-name.ts';
import styles from './welcome.module.css';

/** Who examines what, and where the case is kept. */
export function NewCase({ user, onCancel }: { readonly user: string; readonly onCancel: () => void }): ReactNode {
  const [examiner, setExaminer] = useState(user);
  const [reference, setReference] = useState('');
  const [title, setTitle] = useState('');
  const [parent, setParent] = useState('');
  const create = useAct('case.create', 'Creating the case');
  const name = folderNameOf(reference);
  const ready = examiner.trim() !== '' && name !== '' && parent !== '';

  const choose = async (): Promise<void> => {
    const [folder] = await bridge.pick({ kind: 'folder', title: 'Where the case folder is made' });
    if (folder !== undefined) setParent(folder);
  };

  return (
    <Panel title="New case">
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready)
            void create.run({ parent, name, examiner: examiner.trim(), reference: reference.trim(), ...(title.trim() === '' ? {} : { title: title.trim() }) });
        }}
      >
        <TextInput
          label="Reference"
          description="As your office writes it. It stands on every page of every export."
          required
          value={reference}
          placeholder="CASE-2026-014"
          onChange={(event) => setReference(event.currentTarget.value)}
          data-autofocus
          autoFocus
        />
        <TextInput label="Title" value={title} placeholder="Build runner compromise" onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput
          label="Examiner"
          description="Every act is recorded in the custody log under this name."
          required
          value={examiner}
          onChange={(event) => setExaminer(event.currentTarget.value)}
        />
        <div>
          <h3>Folder</h3>
          <div className={styles['folder']}>
            <Button onClick={() => void choose()}>Choose…</Button>
            <span className="data cut" title={parent}>
              {parent === '' ? <span className="quiet">not chosen</span> : `${parent}/${name === '' ? '…' : name}.keyholder`}
            </span>
          </div>
        </div>
        <ProblemBox problem={create.problem} />
        <div className={styles['buttons']}>
          <Button type="submit" variant="filled" disabled={!ready} loading={create.busy}>
            Create the case
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </form>
    </Panel>
  );
}
