import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFlag3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { useSelection } from '../../state/selection.ts';
import { formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';

/** The milestones every answer is measured against; each opens in the inspector, where it can be moved. */
export function MilestoneMenu({ milestones, onNew }: { readonly milestones: readonly Milestone[]; readonly onNew: () => void }): ReactNode {
  const select = useSelection((state) => state.select);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconFlag3 size={15} stroke={1.7} />} rightSection={<IconChevronDown size={14} />}>
          Milestones
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {milestones
          .toSorted((a, b) => a.at - b.at)
          .map((each) => (
            <Menu.Item key={each.id} onClick={() => select({ kind: 'milestone', id: each.id })}>
              {milestoneWords[each.kind].full} <span className="data soft">{formatMoment(each.at)}</span>
              {(each.identity ?? each.credential) && <span className="soft"> for {(each.identity ?? each.credential)?.display}</span>}
            </Menu.Item>
          ))}
        {milestones.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={onNew}>Set a milestone…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
