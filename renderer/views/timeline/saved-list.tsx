import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef, useState, type ReactNode } from 'react';
import { useCase } from '../../state/case.ts';
import { useSavedFilters } from '../../state/saved-filters.ts';
import styles from './timeline.module.css';

/** Filters of this case kept under a name: saves the present one, brings back an earlier one. */
export function SavedList({ line, onUse }: { readonly line: string; readonly onUse: (line: string) => void }): ReactNode {
  const caseId = useCase().data?.caseId ?? '';
  const { saved, save, remove } = useSavedFilters();
  const [name, setName] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const own = saved.filter((filter) => filter.caseId === caseId);
  return (
    <>
      <h3>Saved on this machine</h3>
      {own.length > 0 && (
        <ul>
          {own.map((filter) => (
            <li key={filter.name} className={styles['saved']}>
              <button type="button" className="link cut" title={filter.line} onClick={() => onUse(filter.line)}>
                {filter.name}
              </button>
              <ActionIcon size={24} aria-label={`Forget ${filter.name}`} onClick={() => remove(caseId, filter.name)}>
                <IconTrash size={14} stroke={1.6} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles['saved']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || line === '') return;
          save({ caseId, name: name.trim(), line });
          setName('');
          // The button that was pressed is disabled now; without this the focus, and with it Escape, would be lost.
          field.current?.focus();
        }}
      >
        <TextInput
          ref={field}
          className="spread"
          aria-label="Name of the filter"
          placeholder="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === '' || line === ''}>
          Save the filter
        </Button>
      </form>
    </>
  );
}
