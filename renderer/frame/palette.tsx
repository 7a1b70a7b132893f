import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useFilter } from '../state/filter.ts';
import { useNav } from '../state/nav.ts';
import { useSelection } from '../state/selection.ts';
import { countWords } from '../ui/format.ts';
import { identityIcons } from '../ui/identity-tag.tsx';
import { credentialWords } from '../ui/words.ts';
import { useEngine } from '../use-engine.ts';
import { views } from '../views/index.ts';
import type { Command } from './commands.ts';
import styles from './palette.module.css';

/** Go to a view, do a thing, or find an identity or credential by name. */
export function Palette({ commands }: { readonly commands: readonly Command[] }): ReactNode {
  const [query, setQuery] = useState('');
  const [asked] = useDebouncedValue(query.trim(), 120);
  const go = useNav((state) => state.go);
  const patch = useFilter((state) => state.patch);
  const select = useSelection((state) => state.select);
  const search = { text: asked, limit: 12 };
  const identities = useEngine('identities.search', search, { enabled: asked !== '', keep: true });
  const credentials = useEngine('credentials.search', search, { enabled: asked !== '', keep: true });
  const matches = (text: string): boolean => text.toLowerCase().includes(query.trim().toLowerCase());

  const groups: readonly SpotlightActionGroupData[] = [
    {
      group: 'Go to',
      actions: views
        .filter((view) => matches(view.title))
        .map((view) => ({
          id: `go-${view.id}`,
          label: view.title,
          leftSection: <view.icon size={16} stroke={1.6} />,
          rightSection: <kbd className={styles['kbd']}>g {view.key}</kbd>,
          onClick: () => go(view.id),
        })),
    },
    {
      group: 'Do',
      actions: commands
        .filter((command) => matches(command.title))
        .map((command) => ({
          id: command.title,
          label: command.title,
          leftSection: <IconArrowRight size={16} stroke={1.6} />,
          rightSection: command.key ? <kbd className={styles['kbd']}>{command.key}</kbd> : null,
          onClick: command.run,
        })),
    },
    {
      group: 'Identities',
      actions: (asked === '' ? [] : (identities.data ?? [])).map((found) => {
        const KindIcon = identityIcons[found.kind];
        return {
          id: found.key,
          label: found.display,
          description: `${found.kind} ${found.key} · ${countWords(found.events, 'event')}`,
          leftSection: <KindIcon size={16} stroke={1.6} />,
          onClick: () => {
            patch({ identities: [found.key], withDescendants: undefined });
            select({ kind: 'identity', key: found.key });
          },
        };
      }),
    },
    {
      group: 'Credentials',
      actions: (asked === '' ? [] : (credentials.data ?? [])).map((found) => ({
        id: found.key,
        label: found.display,
        description: `${credentialWords[found.kind]} ${found.key} · ${countWords(found.events, 'event')}`,
        onClick: () => {
          patch({ credentials: [found.key] });
          select({ kind: 'credential', key: found.key });
        },
      })),
    },
  ];
  return (
    <Spotlight
      actions={groups.filter((group) => group.actions.length > 0)}
      filter={(_query, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      shortcut="mod + K"
      scrollable
      maxHeight={440}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{
        action: styles['action'] ?? '',
        actionsGroup: styles['group'] ?? '',
        actionDescription: styles['about'] ?? '',
        actionLabel: styles['label'] ?? '',
        search: styles['search'] ?? '',
        actionsList: styles['list'] ?? '',
      }}
      nothingFound="Nothing by that name"
      searchProps={{
        leftSection: <IconSearch size={16} stroke={1.7} />,
        placeholder: 'Go to, do, or find an identity or a credential',
        'aria-label': 'Go to, do, or find',
      }}
    />
  );
}
