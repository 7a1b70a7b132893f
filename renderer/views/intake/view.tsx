import { Button } from '@mantine/core';
import { IconFilePlus, IconFolderPlus, IconUpload } from '@tabler/icons-react';
import { useState, type DragEvent, type ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { useCase } from '../../state/case.ts';
import { useKeys } from '../../state/keys.ts';
import { useRunning } from '../../state/running.ts';
import { BusyBar } from '../../ui/busy-bar.tsx';
import { countWords } from '../../ui/format.ts';
import { Note } from '../../ui/note.tsx';
import { Panel, ViewHead } from '../../ui/panel.tsx';
import { ProblemBox } from '../../ui/problem-box.tsx';
import { useAct } from '../../use-engine.ts';
import { ImportReport } from './import-report.tsx';
import styles from './intake.module.css';
import { ItemTable } from './item-table.tsx';
import { useLastImport } from './last-import.ts';
import { PreviewTable } from './preview-table.tsx';
import { ProviderIntegrity } from './provider-integrity.tsx';
import { choicesOf, type Overrides } from './choices.ts';

const importing = 'Importing';

/** Takes files in: what they are believed to be, then what became of each record. */
export function IntakeView(): ReactNode {
  const summary = useCase().data;
  const [paths, setPaths] = useState<readonly string[]>([]);
  const [overrides, setOverrides] = useState<Overrides>({});
  const preview = useAct('intake.preview', 'Looking at the files');
  const take = useAct('intake.import', importing);
  const last = useLastImport();
  // An import goes on when the view is left; here it is found again.
  const running = useRunning((state) => state.runs.find((run) => run.title === importing)?.id ?? null);
  const busy = preview.busy || running !== null;

  const look = (found: readonly string[]): void => {
    if (found.length === 0) return;
    const all = [...new Set([...(preview.result ? paths : []), ...found])];
    setPaths(all);
    take.reset();
    last.set();
    void preview.run({ paths: all });
  };
  const pick = async (kind: 'files' | 'folders'): Promise<void> =>
    look(await bridge.pick({ kind, title: kind === 'files' ? 'Choose files to import' : 'Choose folders to import' }));
  const forget = (): void => {
    setPaths([]);
    setOverrides({});
    preview.reset();
  };
  const start = async (): Promise<void> => {
    last.set();
    const done = await take.run({ paths: [...paths], choices: choicesOf(overrides) });
    last.set({ report: done, ...take.ended() });
    if (done) forget();
  };
  useKeys('Intake', [
    { press: 'f', does: 'Choose files', run: () => void pick('files') },
    { press: 'd', does: 'Choose folders', run: () => void pick('folders') },
  ]);

  return (
    <DropZone disabled={busy || (summary?.readOnly ?? false)} onDropped={look}>
      <ViewHead title="Intake" about={summary && `${countWords(summary.counts.items, 'item')} from ${countWords(summary.counts.originals, 'original')}`}>
        <Button leftSection={<IconFilePlus size={15} stroke={1.7} />} disabled={busy} onClick={() => void pick('files')}>
          Choose files…
        </Button>
        <Button leftSection={<IconFolderPlus size={15} stroke={1.7} />} disabled={busy} onClick={() => void pick('folders')}>
          Choose folders…
        </Button>
      </ViewHead>

      {busy && (
        <Panel>
          <BusyBar run={preview.running ?? running} />
        </Panel>
      )}
      <ProblemBox problem={preview.problem ?? last.problem} />
      {last.cancelled && <Note>Import cancelled. The case is as it was before, but for what was finished: see the items below.</Note>}

      {preview.result && !busy && (
        <Panel
          title={`To be imported: ${countWords(preview.result.length, 'stream')} of records in ${countWords(paths.length, 'path')}`}
          flush
          tools={
            <>
              <Button onClick={forget}>Put away</Button>
              <Button
                variant="filled"
                disabled={busy || preview.result.every((item) => item.guesses.length === 0 && overrides[`${item.path}\n${item.member}`] === undefined)}
                onClick={() => void start()}
                data-autofocus
              >
                Import
              </Button>
            </>
          }
        >
          <PreviewTable items={preview.result} overrides={overrides} onOverride={setOverrides} />
        </Panel>
      )}
      {last.report && !busy && <ImportReport report={last.report} />}
      {!preview.result && !busy && <Invitation first={(summary?.counts.items ?? 0) === 0} onFiles={() => void pick('files')} />}
      {(summary?.counts.items ?? 0) > 0 && <ItemTable />}
      {(summary?.counts.items ?? 0) > 0 && <ProviderIntegrity />}
    </DropZone>
  );
}

function Invitation({ first, onFiles }: { readonly first: boolean; readonly onFiles: () => void }): ReactNode {
  return (
    <button type="button" className={styles['invitation']} data-first={first || undefined} onClick={onFiles}>
      <IconUpload size={first ? 28 : 18} stroke={1.4} aria-hidden="true" />
      <span>
        <b>Drop files or folders here</b>
        <span className="soft">
          {' '}
          or press Enter to choose. Exports as they came: .json, .gz, .zip, .csv, NDJSON. They are kept byte for byte; nothing is stored before you have seen
          what they are.
        </span>
      </span>
    </button>
  );
}

function DropZone({
  disabled,
  onDropped,
  children,
}: {
  readonly disabled: boolean;
  readonly onDropped: (paths: readonly string[]) => void;
  readonly children: ReactNode;
}): ReactNode {
  const [over, setOver] = useState(0);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    <div
      className={styles['zone']}
      data-over={(over > 0 && !disabled) || undefined}
      onDragEnter={(event) => holdsFiles(event) && setOver((depth) => depth + 1)}
      onDragLeave={(event) => holdsFiles(event) && setOver((depth) => depth - 1)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        setOver(0);
        if (!disabled) void bridge.pathsOfDropped([...event.dataTransfer.files]).then(onDropped);
      }}
    >
      {children}
    </div>
  );
}
