import { useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels';
import type { MenuCommand } from '../../shared/bridge.ts';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import { AssessDialog } from '../assess/assess-dialog.tsx';
import { bridge } from '../bridge.ts';
import { Inspector } from '../inspector/inspector.tsx';
import { useFilter } from '../state/filter.ts';
import { toggledChoice, useInspector, wantsInspector } from '../state/inspector.ts';
import { useKeys } from '../state/keys.ts';
import { useNav } from '../state/nav.ts';
import { useSelection } from '../state/selection.ts';
import { useAct } from '../use-engine.ts';
import { homeView, views } from '../views/index.ts';
import { useLastImport } from '../views/intake/last-import.ts';
import type { Command } from './commands.ts';
import styles from './frame.module.css';
import { KeyHelp } from './key-help.tsx';
import { KeyListener } from './key-listener.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** Pixels below which view and inspector do not fit side by side. */
const narrow = 1000;

/** The open case: rail, bar, view, inspector, status. */
export function Frame({ summary }: { readonly summary: CaseSummary }): ReactNode {
  const place = useNav((state) => state.view);
  const go = useNav((state) => state.go);
  const view = views.find((candidate) => candidate.id === place);
  const home = homeView(summary.counts.events);
  const [help, setHelp] = useState(false);
  const inspector = usePanelRef();
  const [shown, setShown] = useState(false);
  const selected = useSelection((state) => state.selection !== null);
  const choice = useInspector((state) => state.choice);
  const roomy = useMediaQuery(`(min-width: ${narrow}px)`, true, { getInitialValueInEffect: false });
  const wanted = roomy && wantsInspector(choice, selected);
  const layout = useDefaultLayout({ id: 'keyholder-frame', storage: localStorage });
  const close = useAct('case.close');
  const { setColorScheme, colorScheme } = useMantineColorScheme();

  useEffect(() => {
    // At 200 % zoom, or in a narrow window, the view needs the room; `]` brings the inspector back.
    if (wanted) inspector.current?.expand();
    else inspector.current?.collapse();
  }, [inspector, wanted]);
  useEffect(() => {
    if (!view) go(home);
  }, [view, home, go]);
  useEffect(() => {
    document.title = `${summary.reference} · ${view?.title ?? ''} · Keyholder`;
  }, [summary.reference, view?.title]);

  const closeCase = (then: Readonly<Record<string, string>> = {}): void => {
    void close.run({}).then(() => {
      useLastImport.getState().set();
      useFilter.getState().clear();
      useSelection.getState().select(null);
      useNav.setState({ view: '', params: then });
    });
  };
  const nextTheme = (): void => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark');
  const toggleInspector = (): void => {
    const panel = inspector.current;
    if (!panel) return;
    const closed = panel.isCollapsed();
    if (roomy) useInspector.getState().choose(toggledChoice(!closed, selected));
    if (closed) panel.expand();
    else panel.collapse();
  };
  const commands: readonly Command[] = [
    { title: 'Import files', run: () => go('intake') },
    { title: 'Clear the filter', key: 'Shift X', run: () => useFilter.getState().clear() },
    { title: 'Show or hide the inspector', key: ']', run: toggleInspector },
    { title: 'Change the theme', run: nextTheme },
    { title: 'Show the keys', key: '?', run: () => setHelp(true) },
    { title: 'Close the case', run: () => closeCase() },
  ];
  useKeys('Everywhere', [
    { press: '([?])', does: 'Show the keys', run: () => setHelp(true) },
    { press: '$mod+k', does: 'Go to, do or find', run: () => spotlight.open() },
    { press: ']', does: 'Show or hide the inspector', run: toggleInspector },
    { press: 'Escape', does: 'Clear the selection', run: () => useSelection.getState().select(null) },
    { press: 'Alt+ArrowLeft', does: 'Back', run: () => history.back() },
  ]);
  const onMenu = useRef<(command: MenuCommand) => void>(() => undefined);
  onMenu.current = (command) => {
    if (command === 'palette') spotlight.open();
    else if (command === 'keys') setHelp(true);
    else if (command === 'theme') nextTheme();
    else if (command === 'import') go('intake');
    else if (command === 'export' || command === 'verify') go('export');
    else if (command === 'close_case') closeCase();
    else closeCase({ start: command });
  };
  useEffect(() => bridge.onMenu((command) => onMenu.current(command)), []);

  const Content = view?.component;
  return (
    <div className={styles['frame']}>
      <KeyListener />
      <TopBar summary={summary} onKeys={() => setHelp(true)} onInspector={toggleInspector} inspecting={shown} />
      <div className={styles['middle']}>
        <Rail summary={summary} current={view?.id ?? ''} />
        <Group orientation="horizontal" className={styles['panels']} defaultLayout={layout.defaultLayout} onLayoutChanged={layout.onLayoutChanged}>
          <Panel id="view" minSize={320} className={styles['panel'] ?? ''}>
            <main className={styles['view']}>{Content && <Content />}</main>
          </Panel>
          <Separator className={styles['separator'] ?? ''} aria-label="Width of the inspector" />
          <Panel
            id="inspector"
            panelRef={inspector}
            defaultSize={344}
            minSize={280}
            maxSize="60%"
            collapsible
            groupResizeBehavior="preserve-pixel-size"
            className={styles['panel'] ?? ''}
            onResize={({ inPixels }) => setShown(inPixels > 0)}
          >
            <Inspector shown={shown} />
          </Panel>
        </Group>
      </div>
      <StatusBar summary={summary} />
      <Palette commands={commands} />
      <KeyHelp opened={help} onClose={() => setHelp(false)} />
      <AssessDialog />
    </div>
  );
}
