import { Button, Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { rungs, type Rung } from '../../shared/rungs.ts';
import type { Filter } from '../../shared/rpc/filter.ts';
import type { Facets } from '../../shared/rpc/events.ts';
import { fieldNames, shortKey, type ListField } from '../state/filter-chips.ts';
import { useFilter } from '../state/filter.ts';
import { formatCount } from '../ui/format.ts';
import { LogText } from '../ui/log-text.tsx';
import { RungMark } from '../ui/rung-mark.tsx';
import { useEngine } from '../use-engine.ts';
import styles from './filter-bar.module.css';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly events: number | null;
}

/** Picks values of one field of the filter, from those that occur, with their counts. */
export function ValueEditor({ field }: { readonly field: ListField }): ReactNode {
  const { filter, patch } = useFilter();
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const others: Filter = Object.fromEntries(
    Object.entries(filter).filter(([name]) => name !== field && !(field === 'identities' && name === 'withDescendants')),
  );
  const facets = useEngine('events.facets', { filter: others }, { keep: true });
  const identities = useEngine('identities.search', { text: asked, limit: 30 }, { enabled: field === 'identities' && asked !== '', keep: true });
  const credentials = useEngine('credentials.search', { text: asked, limit: 30 }, { enabled: field === 'credentials' && asked !== '', keep: true });

  const chosen = (filter[field] ?? []).map(String);
  const found = asked === '' ? [] : field === 'identities' ? (identities.data ?? []) : field === 'credentials' ? (credentials.data ?? []) : [];
  const searched = found.map((tag) => ({ value: tag.key, label: tag.display, events: tag.events }));
  const common = choicesOf(facets.data, field).filter(
    (choice) => asked === '' || `${choice.label} ${choice.value}`.toLowerCase().includes(asked.toLowerCase()),
  );
  const known = new Set<string>();
  const kept = chosen.map((value) => ({ value, label: field === 'rungs' ? value : shortKey(value), events: null }));
  const choices = [...searched, ...common, ...kept].filter((choice) => !known.has(choice.value) && known.add(choice.value));
  const write = (values: readonly string[]): void => patch({ [field]: field === 'rungs' ? values.map(Number) : values });
  const free = field !== 'rungs' && field !== 'planes' && field !== 'identities' && field !== 'credentials';

  return (
    <div className={styles['editor']}>
      {field !== 'rungs' && field !== 'planes' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (free && asked !== '') write([...chosen, text.trim()]);
            setText('');
          }}
        >
          <TextInput
            aria-label={`Find ${fieldNames[field]}`}
            placeholder={free ? 'Find, or type one and press Enter' : 'Find'}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
        </form>
      )}
      <ul className={styles['choices']}>
        {choices.map((choice) => (
          <li key={choice.value} title={choice.value}>
            <Checkbox
              checked={chosen.includes(choice.value)}
              onChange={(event) => write(event.currentTarget.checked ? [...chosen, choice.value] : chosen.filter((value) => value !== choice.value))}
              label={field === 'rungs' ? <RungMark rung={Number(choice.value) as Rung} /> : <LogText text={choice.label} />}
              classNames={{ body: styles['choice'] ?? '', labelWrapper: styles['choiceLabel'] ?? '' }}
            />
            <span className="num quiet">{choice.events === null ? '' : formatCount(choice.events)}</span>
          </li>
        ))}
        {choices.length === 0 && <li className="quiet">{facets.isPending ? 'Looking…' : 'None here.'}</li>}
      </ul>
      {(field === 'identities' || field === 'credentials') && (
        <Checkbox
          checked={filter.withDescendants ?? false}
          onChange={(event) => patch({ withDescendants: event.currentTarget.checked })}
          label="and below: what it minted, or could read"
        />
      )}
      {chosen.length > 0 && (
        <Button variant="subtle" onClick={() => patch({ [field]: undefined, ...(field === 'identities' ? { withDescendants: undefined } : {}) })}>
          Any {fieldNames[field]}
        </Button>
      )}
    </div>
  );
}

function choicesOf(facets: Facets | undefined, field: ListField): readonly Choice[] {
  if (!facets || field === 'resources' || field === 'resourceKinds') return [];
  if (field === 'rungs') return rungs.map((_name, rung) => ({ value: String(rung), label: String(rung), events: facets.rungs[rung] ?? 0 })).toReversed();
  return facets[field];
}
