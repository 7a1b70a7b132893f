import { Autocomplete, Button, Modal, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { milestoneKinds, type MilestoneKind } from '../../shared/model.ts';
import { MomentInput } from '../ui/moment-input.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { milestoneWords } from '../ui/words.ts';
import { useAct, useEngine } from '../use-engine.ts';
import styles from './milestone-form.module.css';

type Scope = 'case' | 'identity' | 'credential';

interface SetMilestoneProps {
  readonly opened: boolean;
  /** The moment to begin with: that of the selected event, say. */
  readonly at?: number | undefined;
  readonly onClose: () => void;
}

/** Sets a milestone, for the whole case or for one identity or credential. */
export function SetMilestone({ opened, at, onClose }: SetMilestoneProps): ReactNode {
  return (
    <Modal opened={opened} onClose={onClose} title="Set a milestone">
      {opened && <Fields startAt={at} onDone={onClose} />}
    </Modal>
  );
}

function Fields({ startAt, onDone }: { readonly startAt: number | undefined; readonly onDone: () => void }): ReactNode {
  const [kind, setKind] = useState<MilestoneKind>('exposure_began');
  const [at, setAt] = useState<number | undefined>(startAt);
  const [scope, setScope] = useState<Scope>('case');
  const [key, setKey] = useState('');
  const [note, setNote] = useState('');
  const set = useAct('milestone.set');
  const [asked] = useDebouncedValue(key.trim(), 150);
  const identities = useEngine('identities.search', { text: asked, limit: 20 }, { enabled: scope === 'identity', keep: true });
  const credentials = useEngine('credentials.search', { text: asked, limit: 20 }, { enabled: scope === 'credential', keep: true });
  const found = scope === 'identity' ? identities.data : credentials.data;
  const ready = at !== undefined && (scope === 'case' || key.trim() !== '');

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (at === undefined || !ready) return;
        void set.run({ kind, at, note, ...(scope === 'case' ? {} : { [scope]: key.trim() }) }).then((done) => done && onDone());
      }}
    >
      <Select
        label="What"
        value={kind}
        onChange={(value) => value && setKind(value)}
        data={milestoneKinds.map((value) => ({ value, label: milestoneWords[value].full }))}
      />
      <MomentInput label="When" value={at} onChange={setAt} required autoFocus />
      <div>
        <h3 id="milestone-scope">For</h3>
        <SegmentedControl
          aria-labelledby="milestone-scope"
          fullWidth
          value={scope}
          onChange={(value) => setScope(value)}
          data={[
            { value: 'case', label: 'the whole case' },
            { value: 'identity', label: 'an identity' },
            { value: 'credential', label: 'a credential' },
          ]}
        />
      </div>
      {scope !== 'case' && (
        <Autocomplete
          label={scope === 'identity' ? 'Identity' : 'Credential'}
          required
          size="xs"
          value={key}
          onChange={setKey}
          data={[...new Set((found ?? []).map((tag) => tag.key))]}
          filter={({ options }) => options}
          placeholder="Type to find its key"
        />
      )}
      <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} placeholder="What shows it" />
      <ProblemBox problem={set.problem} />
      <div className={styles['buttons']}>
        <Button type="submit" variant="filled" disabled={!ready} loading={set.busy}>
          Set the milestone
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
