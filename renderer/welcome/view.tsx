import { Button } from '@mantine/core';
import { IconFilePlus, IconFolderOpen, IconShieldCheck, IconTestPipe } from '@tabler/icons-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { bridge } from '../bridge.ts';
import { ThemeMenu } from '../frame/top-bar.tsx';
import { useNav } from '../state/nav.ts';
import { BusyBar } from '../ui/busy-bar.tsx';
import { ProblemBox } from '../ui/problem-box.tsx';
import { useAct, useEngine } from '../use-engine.ts';
import { NewCase } from './new-case.tsx';
import { RecentCases } from './recent-cases.tsx';
import { VerifyBundle } from './verify-bundle.tsx';
import styles from './welcome.module.css';

type Doing = 'new' | 'verify' | null;

/** Where no case is open: begin one, go on with one, look at the sample, or check somebody's bundle. */
export function WelcomeView(): ReactNode {
  const [doing, setDoing] = useState<Doing>(null);
  const about = useEngine('app.about', {});
  const open = useAct('case.open', 'Opening the case');
  const openRecent = useAct('case.openRecent', 'Opening the case');
  const sample = useAct('case.openSample', 'Preparing the sample case');
  const database = about.data?.database ?? true;
  const busy = open.busy || openRecent.busy || sample.busy;

  const pickCase = async (): Promise<void> => {
    const [folder] = await bridge.pick({ kind: 'folder', title: 'Open a case folder (NAME.keyholder)' });
    if (folder !== undefined) await open.run({ folder });
  };
  const openSample = (): void => void sample.run({ examiner: about.data?.user || 'examiner' });
  const start = (command: string): void => {
    if (command === 'new_case') setDoing('new');
    else if (command === 'open_case') void pickCase();
    else if (command === 'open_sample') openSample();
    else if (command === 'verify') setDoing('verify');
  };
  const latestStart = useRef(start);
  latestStart.current = start;
  useEffect(() => bridge.onMenu((command) => latestStart.current(command)), []);
  const wanted = useNav((state) => state.params['start']);
  useEffect(() => {
    if (wanted === undefined) return;
    useNav.setState({ view: '', params: {} });
    latestStart.current(wanted);
  }, [wanted]);
  useEffect(() => {
    document.title = 'Keyholder';
  }, []);

  return (
    <main className={styles['welcome']}>
      <header className={styles['top']}>
        <div>
          <h1>Keyholder</h1>
          <p className="soft">Who held which credential, what did it touch, and did the attempt succeed?</p>
        </div>
        <ThemeMenu />
      </header>
      {!database && (
        <ProblemBox
          problem={{ code: 'runtime_too_old', message: 'This runtime cannot load the case database. Verifying a bundle works; opening a case does not.' }}
        />
      )}
      <div className={styles['columns']}>
        <section className={styles['ways']} aria-label="Begin">
          <Way
            icon={IconFilePlus}
            title="New case"
            words="A folder for one investigation: database, originals, exports."
            disabled={!database || busy}
            chosen={doing === 'new'}
            onClick={() => setDoing(doing === 'new' ? null : 'new')}
          />
          <Way icon={IconFolderOpen} title="Open a case" words="Choose a NAME.keyholder folder." disabled={!database || busy} onClick={() => void pickCase()} />
          <Way
            icon={IconTestPipe}
            title="Open the sample case"
            words="A build runner compromise with a known truth; a fresh copy each time."
            disabled={!database || busy}
            onClick={openSample}
          />
          <Way
            icon={IconShieldCheck}
            title="Verify a bundle"
            words="Check an evidence bundle; no case needed."
            chosen={doing === 'verify'}
            disabled={busy}
            onClick={() => setDoing(doing === 'verify' ? null : 'verify')}
          />
        </section>
        <section className={styles['work']}>
          <BusyBar run={open.running ?? openRecent.running ?? sample.running} />
          <ProblemBox problem={open.problem ?? openRecent.problem ?? sample.problem} />
          {doing === 'new' && <NewCase user={about.data?.user ?? ''} onCancel={() => setDoing(null)} />}
          {doing === 'verify' && <VerifyBundle />}
          {doing === null && !busy && <RecentCases onOpen={(folder) => void openRecent.run({ folder })} />}
        </section>
      </div>
      <footer className={`${styles['foot'] ?? ''} quiet`}>
        <span>Offline: no connection is ever opened.</span>
        {about.data && (
          <span className="num">
            Keyholder {about.data.version} · Node {about.data.node}
            {about.data.electron !== null && ` · Electron ${about.data.electron}`}
          </span>
        )}
      </footer>
    </main>
  );
}

interface WayProps {
  readonly icon: typeof IconFilePlus;
  readonly title: string;
  readonly words: string;
  readonly disabled: boolean;
  readonly chosen?: boolean;
  readonly onClick: () => void;
}

function Way({ icon: WayIcon, title, words, disabled, chosen = false, onClick }: WayProps): ReactNode {
  return (
    <Button
      classNames={{ root: styles['way'] ?? '', inner: styles['wayInner'] ?? '', label: styles['wayLabel'] ?? '' }}
      variant="default"
      data-chosen={chosen || undefined}
      disabled={disabled}
      leftSection={<WayIcon size={20} stroke={1.5} aria-hidden="true" />}
      onClick={onClick}
    >
      <b>{title}</b>
      <span className="soft">{words}</span>
    </Button>
  );
}
