import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconShare2 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { bridge } from '../../bridge.ts';
import { useFilter } from '../../state/filter.ts';
import { formatBytes } from '../../ui/format.ts';
import { ProblemBox } from '../../ui/problem-box.tsx';
import type { Act } from '../../use-engine.ts';
import { usePictureState } from './use-picture.ts';

const formats = [
  ['svg', 'Picture (SVG)', 'with legend, filter and case reference printed in'],
  ['json', 'Data (JSON)', 'nodes, edges and counts per rung'],
  ['graphml', 'GraphML', 'for other graph programs'],
] as const;

/** Saves the picture as it is shown: same filter, same open groups, same hidden nodes. */
export function ExportMenu({ act }: { readonly act: Act<'graph.export'> }): ReactNode {
  const filter = useFilter((state) => state.filter);
  const { expanded, hidden } = usePictureState();
  const save = async (format: (typeof formats)[number][0]): Promise<void> => {
    const [file] = await bridge.pick({ kind: 'save', title: 'Save the picture', defaultName: `picture.${format}` });
    if (file !== undefined) await act.run({ filter, file, format, expanded: [...expanded], hidden: [...hidden] });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconShare2 size={15} stroke={1.7} />} rightSection={<IconChevronDown size={14} />} loading={act.busy}>
          Save
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, title, meaning]) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {title}
            <br />
            <span className="quiet">{meaning}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the saved picture lies, or why it was not saved. */
export function ExportResult({ act }: { readonly act: Act<'graph.export'> }): ReactNode {
  if (act.problem) return <ProblemBox problem={act.problem} />;
  const saved = act.result;
  if (!saved) return null;
  return (
    <p className="soft" role="status">
      Saved {formatBytes(saved.bytes)} to <span className="data">{saved.file}</span>{' '}
      <button type="button" className="link" onClick={() => void bridge.showItem(saved.file)}>
        Show it
      </button>{' '}
      <button type="button" className="link" onClick={act.reset}>
        Dismiss
      </button>
    </p>
  );
}
