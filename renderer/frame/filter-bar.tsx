import { ActionIcon, Menu, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { chipsOf, fieldNames, listFields, withoutChip, type Chip, type ListField } from '../state/filter-chips.ts';
import { useFilter } from '../state/filter.ts';
import { useKeys } from '../state/keys.ts';
import { LogText } from '../ui/log-text.tsx';
import styles from './filter-bar.module.css';
import { TimeEditor } from './time-editor.tsx';
import { ValueEditor } from './value-editor.tsx';

const always: readonly ListField[] = ['identities', 'rungs'];

/** What narrows every view, as chips that can be opened and removed. */
export function FilterBar(): ReactNode {
  const { filter, clear } = useFilter();
  const [adding, setAdding] = useState<ListField | null>(null);
  // The text stands in its own field beside the chips.
  const shown = chipsOf(filter).filter((chip) => chip.field !== 'text');
  const unset = always.filter((field) => !shown.some((chip) => chip.field === field));
  const addable = listFields.filter((field) => !always.includes(field) && field !== adding && !shown.some((chip) => chip.field === field));
  const pending = adding !== null && !shown.some((chip) => chip.field === adding) ? adding : null;
  useKeys('Filter', [{ press: 'Shift+x', does: 'Clear the filter', run: clear }]);

  return (
    <div className={styles['bar']} role="group" aria-label="Filter">
      {[...shown, ...unset.map(anyOf), ...(pending ? [anyOf(pending)] : [])].toSorted(inOrder).map((chip) => (
        <FilterChip key={chip.field} chip={chip} unset={chip.value === 'any'} opened={chip.field === adding} onClosed={() => setAdding(null)} />
      ))}
      <AddField fields={addable} onAdd={setAdding} />
      <FilterText />
    </div>
  );
}

const chipOrder: readonly Chip['field'][] = ['time', ...listFields, 'items', 'events', 'unassessed', 'text'];

function inOrder(a: Chip, b: Chip): number {
  return chipOrder.indexOf(a.field) - chipOrder.indexOf(b.field);
}

function anyOf(field: ListField): Chip {
  return { field, name: fieldNames[field], value: 'any', full: `Any ${fieldNames[field]}` };
}

function FilterChip({
  chip,
  unset,
  opened: openedAtFirst,
  onClosed,
}: {
  readonly chip: Chip;
  readonly unset: boolean;
  readonly opened: boolean;
  readonly onClosed: () => void;
}): ReactNode {
  const patch = useFilter((state) => state.patch);
  const [opened, setOpened] = useState(openedAtFirst);
  const open = chip.field === 'time' || (listFields as readonly string[]).includes(chip.field);
  const removable = !unset && !(chip.field === 'time' && chip.value === 'All time');
  const change = (next: boolean): void => {
    setOpened(next);
    if (!next) onClosed();
  };
  return (
    <Popover opened={opened} onChange={change} position="bottom-start" trapFocus returnFocus width={300}>
      <span className={`${styles['chip'] ?? ''} ${unset ? '' : chip.field === 'time' ? (styles['time'] ?? '') : (styles['set'] ?? '')}`}>
        <Popover.Target>
          <button type="button" className={styles['open']} title={chip.full} disabled={!open} onClick={() => change(!opened)}>
            {chip.name !== '' && <span className={styles['name']}>{chip.name} </span>}
            <b className="cut">
              <LogText text={chip.value} />
            </b>
          </button>
        </Popover.Target>
        {removable && (
          <button
            type="button"
            className={styles['remove']}
            aria-label={`Remove the filter ${chip.name} ${chip.value}`}
            onClick={() => patch(withoutChip(chip.field))}
          >
            <IconX size={12} stroke={2} />
          </button>
        )}
      </span>
      <Popover.Dropdown>{opened && (chip.field === 'time' ? <TimeEditor /> : <ValueEditor field={chip.field as ListField} />)}</Popover.Dropdown>
    </Popover>
  );
}

function AddField({ fields, onAdd }: { readonly fields: readonly ListField[]; readonly onAdd: (field: ListField) => void }): ReactNode {
  const { filter, patch } = useFilter();
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <ActionIcon aria-label="Filter by another field" size={26}>
          <IconPlus size={15} stroke={1.8} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {fields.map((field) => (
          <Menu.Item key={field} onClick={() => onAdd(field)}>
            {fieldNames[field]}
          </Menu.Item>
        ))}
        {!filter.unassessed && <Menu.Item onClick={() => patch({ unassessed: true })}>not assessed</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Narrows by any text; what is typed applies after a moment's rest. */
function FilterText(): ReactNode {
  const { filter, patch } = useFilter();
  const [text, setText] = useState(filter.text ?? '');
  const field = useRef<HTMLInputElement>(null);
  useKeys('Filter', [{ press: '/', does: 'Filter by text', run: () => field.current?.focus() }]);
  useEffect(() => setText(filter.text ?? ''), [filter.text]);
  useEffect(() => {
    if (text === (filter.text ?? '')) return;
    const timer = setTimeout(() => patch({ text }), 250);
    return () => clearTimeout(timer);
  }, [text, filter.text, patch]);
  return (
    <TextInput
      ref={field}
      className={styles['text'] ?? ''}
      aria-label="Filter by text"
      placeholder="Filter"
      leftSection={<IconSearch size={14} stroke={1.8} />}
      rightSection={
        text === '' ? (
          <kbd className={styles['kbd']}>/</kbd>
        ) : (
          <button type="button" className={styles['remove']} aria-label="Remove the text filter" onClick={() => patch({ text: undefined })}>
            <IconX size={12} stroke={2} />
          </button>
        )
      }
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setText('');
          patch({ text: undefined });
          event.currentTarget.blur();
        } else if (event.key === 'Enter') {
          patch({ text });
          event.currentTarget.blur();
        }
      }}
    />
  );
}
