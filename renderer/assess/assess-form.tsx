import { Button, SegmentedControl, TagsInput, Textarea } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { confidences, type Confidence, type Determination } from '../../shared/model.ts';
import type { AssessTarget } from '../state/assess.ts';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct } from '../use-engine.ts';
import styles from './assess.module.css';
import { determinationOfKey, DeterminationChoice } from './determination-choice.tsx';

interface AssessFormProps {
  readonly target: AssessTarget;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Determination, confidence, rationale and tags. Nothing is saved without a rationale. */
export function AssessForm({ target, onDone, onCancel }: AssessFormProps): ReactNode {
  const [determination, setDetermination] = useState<Determination | null>(null);
  const [confidence, setConfidence] = useState<Confidence>('probable');
  const [rationale, setRationale] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const add = useAct('assess.add', 'Assessing');
  const missing = rationale.trim() === '';

  const save = async (): Promise<void> => {
    setTried(true);
    if (missing || determination === null) return;
    if (await add.run({ target, determination, confidence, rationale: rationale.trim(), tags })) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
    else if (!(event.target instanceof HTMLTextAreaElement) && !(event.target instanceof HTMLInputElement && event.target.type === 'text')) {
      const picked = event.ctrlKey || event.altKey || event.metaKey ? null : determinationOfKey(event.key);
      if (picked) setDetermination(picked);
    }
  };

  return (
    <form
      className={styles['form']}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <DeterminationChoice value={determination} onChange={setDetermination} />
      {tried && determination === null && <p className={styles['missing']}>Choose a determination.</p>}
      <div>
        <h3 id="confidence">Confidence</h3>
        <SegmentedControl aria-labelledby="confidence" fullWidth value={confidence} onChange={(value) => setConfidence(value)} data={[...confidences]} />
      </div>
      <Textarea
        label="Rationale"
        required
        autosize
        minRows={3}
        maxRows={10}
        value={rationale}
        onChange={(event) => setRationale(event.currentTarget.value)}
        error={tried && missing ? 'A determination needs its reason.' : undefined}
        placeholder="What shows it. It appears in every report and can be superseded, never changed."
      />
      <TagsInput label="Tags" value={tags} onChange={setTags} placeholder={tags.length === 0 ? 'Optional; Enter after each' : ''} />
      <ProblemBox problem={add.problem} />
      <div className={styles['buttons']}>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="filled" loading={add.busy} rightSection={<kbd className={styles['kbd']}>Ctrl ↵</kbd>}>
          Save assessment
        </Button>
      </div>
    </form>
  );
}
