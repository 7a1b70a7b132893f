import { ActionIcon, Button, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconCheck, IconDeviceDesktop, IconKeyboard, IconLayoutSidebarRight, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import { LogText } from '../ui/log-text.tsx';
import { Pill } from '../ui/verdict.tsx';
import { FilterBar } from './filter-bar.tsx';
import styles from './top-bar.module.css';

interface TopBarProps {
  readonly summary: CaseSummary;
  readonly onKeys: () => void;
  readonly onInspector: () => void;
  readonly inspecting: boolean;
}

/** Which case this is, what narrows it, and the way to everything else. */
export function TopBar({ summary, onKeys, onInspector, inspecting }: TopBarProps): ReactNode {
  return (
    <header className={styles['bar']}>
      <b>Keyholder</b>
      <span className={`${styles['case'] ?? ''} cut`} title={summary.folder}>
        <LogText text={summary.title === '' ? summary.reference : `${summary.reference} · ${summary.title}`} />
      </span>
      {summary.readOnly && <Pill tone="quiet">read only</Pill>}
      <div className={styles['filter']}>
        <FilterBar />
      </div>
      <Button className={styles['palette'] ?? ''} rightSection={<kbd className={styles['kbd']}>Ctrl K</kbd>} onClick={() => spotlight.open()}>
        Go to…
      </Button>
      <div className={styles['tools']}>
        <ThemeMenu />
        <Tooltip label="Keys (?)">
          <ActionIcon aria-label="Keys" onClick={onKeys}>
            <IconKeyboard size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Inspector (])">
          <ActionIcon aria-label="Show or hide the inspector" aria-pressed={inspecting} onClick={onInspector}>
            <IconLayoutSidebarRight size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </header>
  );
}

const schemes = [
  { id: 'auto', title: 'As the system', icon: IconDeviceDesktop },
  { id: 'light', title: 'Light', icon: IconSun },
  { id: 'dark', title: 'Dark', icon: IconMoon },
] as const;

/** Light, dark, or as the system has it. */
export function ThemeMenu(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = schemes.find((scheme) => scheme.id === colorScheme) ?? schemes[0];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Tooltip label="Theme">
          <ActionIcon aria-label={`Theme: ${current.title}`}>
            <current.icon size={17} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme.id}
            leftSection={<scheme.icon size={15} stroke={1.6} />}
            rightSection={scheme.id === colorScheme ? <IconCheck size={14} /> : null}
            onClick={() => setColorScheme(scheme.id)}
          >
            {scheme.title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
