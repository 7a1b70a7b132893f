import { Modal } from '@mantine/core';
import { IconFlag3Filled } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { MilestoneForm } from '../../milestones/milestone-form.tsx';
import { useSelection } from '../../state/selection.ts';
import { formatClock, formatDay, formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';
import { groupFlags } from './group-flags.ts';
import styles from './histogram.module.css';
import { placeFlags } from './place-flags.ts';
import { tickLabel } from './tick-label.ts';
import { momentAt, type TimeWindow } from './zoom.ts';

/** Height of a row of flags: the least that a finger or an unsteady hand can hit. */
export const flagHeight = 24;

interface FlagsProps {
  readonly milestones: readonly Milestone[];
  readonly shown: TimeWindow;
  readonly width: number;
  readonly height: number;
  readonly onRows: (rows: number) => void;
}

/** Milestones as flags: drag one to move it (a reason is asked), or open it with Enter. */
export function Flags({ milestones, shown, width, height, onRows }: FlagsProps): ReactNode {
  const [drag, setDrag] = useState<{ readonly id: number; readonly x: number; readonly moved: boolean } | null>(null);
  const [asked, setAsked] = useState<{ readonly milestone: Milestone; readonly at: number } | null>(null);
  const select = useSelection((state) => state.select);
  const selected = useSelection((state) => (state.selection?.kind === 'milestone' ? state.selection.id : null));
  const x = (at: number): number => ((at - shown.from) / (shown.to - shown.from)) * width;
  const inside = milestones.filter((milestone) => milestone.at >= shown.from && milestone.at <= shown.to).toSorted((a, b) => a.at - b.at);
  const severalDays = formatDay(shown.from) !== formatDay(shown.to);
  const groups = groupFlags(inside, (milestone) => x(milestone.at));
  const words = groups.map(
    ([milestone, ...others]) =>
      `${milestoneWords[milestone.kind].flag} ${severalDays ? `${tickLabel(milestone.at / 1000, 86_400_000)} ` : ''}${formatClock(milestone.at).slice(0, 5)}${others.length > 0 ? ` ×${others.length + 1}` : ''}`,
  );
  const places = placeFlags(
    groups.map(([milestone], place) => ({ x: x(milestone.at), width: (words[place] ?? '').length * 5.9 + 22 })),
    width,
  );
  const rows = Math.max(1, ...places.map((place) => place.row + 1));
  useEffect(() => onRows(rows), [rows, onRows]);
  const atOf = (left: number): number => momentAt(shown, left, width);

  return (
    <>
      {groups.map(([milestone, ...others], index) => {
        const place = places[index];
        if (!place) return null;
        const dragged = drag?.id === milestone.id && drag.moved ? drag.x : null;
        const line = dragged ?? x(milestone.at);
        const hanging = dragged === null && place.left < x(milestone.at) - 1;
        return (
          <div key={milestone.id}>
            <div
              className={styles['line']}
              style={{ left: line, height: height - place.row * flagHeight, top: place.row * flagHeight }}
              data-moving={dragged !== null || undefined}
            />
            <button
              type="button"
              className={styles['flag']}
              style={{ left: line, top: place.row * flagHeight, transform: hanging ? 'translateX(-100%)' : 'none' }}
              data-hanging={hanging || undefined}
              data-selected={selected === milestone.id || undefined}
              title={`${milestoneWords[milestone.kind].full} ${formatMoment(milestone.at)} UTC. ${others.length > 0 ? `${others.length} more close by: zoom in. ` : 'Drag to move; '}Enter opens.`}
              aria-label={`${words[index] ?? ''}: milestone ${milestoneWords[milestone.kind].full}, ${formatMoment(milestone.at)} UTC`}
              onPointerDown={(event) => {
                if (others.length > 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                setDrag({ id: milestone.id, x: x(milestone.at), moved: false });
              }}
              onPointerMove={(event) => {
                if (drag?.id !== milestone.id) return;
                const box = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
                const next = Math.min(width, Math.max(0, event.clientX - (box?.left ?? 0)));
                setDrag({ ...drag, x: next, moved: drag.moved || Math.abs(next - x(milestone.at)) > 4 });
              }}
              onPointerUp={() => {
                if (drag?.moved) setAsked({ milestone, at: atOf(drag.x) });
                setDrag(null);
              }}
              onClick={() => select({ kind: 'milestone', id: milestone.id })}
            >
              <IconFlag3Filled size={11} aria-hidden="true" />
              {dragged === null ? words[index] : formatMoment(atOf(dragged))}
            </button>
          </div>
        );
      })}
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={asked ? `Move “${milestoneWords[asked.milestone.kind].full}”` : ''}>
        {asked && <MilestoneForm milestone={asked.milestone} startAt={asked.at} onDone={() => setAsked(null)} />}
      </Modal>
    </>
  );
}
