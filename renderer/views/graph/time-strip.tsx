import { ActionIcon, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { scaleLinear, scaleUtc } from 'd3';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { Histogram } from '../../../shared/rpc/events.ts';
import { attemptedOf, successfulOf } from '../../../shared/rungs.ts';
import { flagsOf } from '../../graph/flags.ts';
import { useFilter } from '../../state/filter.ts';
import { formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';
import { useEngine } from '../../use-engine.ts';
import { changePicture, sides, type PictureState, type Side } from './picture-state.ts';
import { useSize } from '../../graph/use-size.ts';
import styles from './time-strip.module.css';

const bars = 36;
const sideWords: Readonly<Record<Side, string>> = { whole: 'Whole time', before: 'Before', after: 'After' };

/** Events over time with the milestones, and the moment that parts before from after: by milestone, by hand, or played. */
export function TimeStrip({ state, milestones }: { readonly state: PictureState; readonly milestones: readonly Milestone[] }): ReactNode {
  const filter = useFilter((each) => each.filter);
  const histogram = useEngine('events.histogram', { filter, bars: 160 }, { keep: true }).data;
  const sorted = useMemo(() => milestones.toSorted((a, b) => a.at - b.at), [milestones]);
  const patch = sorted.find((each) => each.kind === 'patch_deployed') ?? sorted[0];
  const [playing, setPlaying] = useState(false);
  usePlay(playing, () => setPlaying(false), histogram);
  if (!histogram || histogram.bars.length === 0 || histogram.to <= histogram.from) return null;

  const choose = (side: Side): void => changePicture({ side, at: side === 'whole' ? null : (state.at ?? patch?.at ?? (histogram.from + histogram.to) / 2) });
  const chosen = sorted.find((each) => each.at === state.at);
  return (
    <section className={styles['strip']} aria-label="Time">
      <div className={styles['tools']}>
        <SegmentedControl
          aria-label="Stretch of time"
          value={state.side}
          onChange={(value) => choose(value)}
          data={sides.map((side) => ({ value: side, label: sideWords[side] }))}
        />
        <Tooltip label={playing ? 'Stop' : 'Play how it unfolded'}>
          <ActionIcon aria-label={playing ? 'Stop' : 'Play how it unfolded'} onClick={() => setPlaying(!playing)}>
            {playing ? <IconPlayerPause size={16} /> : <IconPlayerPlay size={16} />}
          </ActionIcon>
        </Tooltip>
        {sorted.length > 0 && (
          <Select
            aria-label="Milestone that parts before from after"
            className={styles['select'] ?? ''}
            placeholder="a milestone"
            value={chosen ? String(chosen.id) : null}
            data={sorted.map((each) => ({ value: String(each.id), label: `${milestoneWords[each.kind].flag} ${formatMoment(each.at)}` }))}
            onChange={(id) => {
              const milestone = sorted.find((each) => String(each.id) === id);
              if (milestone) changePicture({ at: milestone.at, side: state.side === 'whole' ? 'after' : state.side });
            }}
          />
        )}
        <p className={`${styles['said'] ?? ''} num`} aria-live={playing ? 'off' : 'polite'}>
          {state.at === null || state.side === 'whole'
            ? 'Drag over the bars, or choose a milestone, to part before from after.'
            : `Faint: what happened only ${state.side === 'before' ? 'after' : 'before'} ${formatMoment(Math.round(state.at))} UTC.`}
        </p>
      </div>
      <Plot histogram={histogram} milestones={sorted} state={state} />
    </section>
  );
}

function Plot({
  histogram,
  milestones,
  state,
}: {
  readonly histogram: Histogram;
  readonly milestones: readonly Milestone[];
  readonly state: PictureState;
}): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const width = useSize(holder)?.width ?? 0;
  const x = useMemo(() => scaleUtc([histogram.from / 1000, histogram.to / 1000], [0, width]), [histogram, width]);
  const most = Math.max(1, ...histogram.bars.map((bar) => bar.counts.reduce((sum, each) => sum + each, 0)));
  const y = scaleLinear([0, most], [0, bars - 6]);
  const barWidth = Math.max(1, (histogram.step / (histogram.to - histogram.from)) * width - 1);
  const inside = milestones.filter((each) => each.at >= histogram.from && each.at <= histogram.to);
  const flags = flagsOf(inside, (at) => x(at / 1000), width);
  const rows = Math.max(1, ...flags.map((flag) => flag.row + 1));
  const cursor = state.side === 'whole' || state.at === null ? null : x(state.at / 1000);
  return (
    <div ref={holder} className={styles['plot']} style={{ height: bars + 15 * rows + 4 }}>
      <input
        type="range"
        className={styles['cursor']}
        aria-label="Moment that parts before from after"
        aria-valuetext={state.at === null ? 'none' : `${formatMoment(Math.round(state.at))} UTC`}
        min={histogram.from}
        max={histogram.to}
        step={histogram.step}
        value={state.at ?? histogram.to}
        onChange={(event) => changePicture({ at: Number(event.target.value), side: state.side === 'whole' ? 'before' : state.side })}
      />
      <svg width={width} height={bars} aria-hidden="true" pointerEvents="none">
        {histogram.bars.map((bar) => (
          <Bar key={bar.at} left={x(bar.at / 1000)} width={barWidth} counts={bar.counts} y={y} />
        ))}
        {cursor !== null && (
          <rect
            className={styles['later']}
            x={state.side === 'before' ? cursor : 0}
            y={0}
            width={Math.max(0, state.side === 'before' ? width - cursor : cursor)}
            height={bars}
          />
        )}
        <path d={`M0 ${bars - 0.5}H${width}`} stroke="var(--line-strong)" />
        {flags.map((flag) => (
          <g key={flag.key}>
            <path className={styles['line']} d={`M${flag.x} 0V${bars + 4 + 15 * flag.row}`} />
            <text className={styles['flag']} x={flag.left} y={bars + 13 + 15 * flag.row}>
              {flag.text}
            </text>
          </g>
        ))}
        {cursor !== null && (
          <g>
            <path className={styles['handle']} d={`M${cursor} 0V${bars}`} />
            <circle className={styles['grip']} cx={cursor} cy={4} r={4} />
          </g>
        )}
      </svg>
    </div>
  );
}

function Bar({
  left,
  width,
  counts,
  y,
}: {
  readonly left: number;
  readonly width: number;
  readonly counts: Histogram['bars'][number]['counts'];
  readonly y: (events: number) => number;
}): ReactNode {
  const [succeeded, attempted, unknown] = [y(successfulOf(counts)), y(attemptedOf(counts)), y(counts[0])];
  return (
    <>
      {succeeded > 0 && <rect className={styles['succeeded']} x={left} y={bars - Math.max(1, succeeded)} width={width} height={Math.max(1, succeeded)} />}
      {attempted > 0 && (
        <rect
          className={styles['attempted']}
          x={left + 0.5}
          y={bars - succeeded - Math.max(2, attempted)}
          width={Math.max(1, width - 1)}
          height={Math.max(2, attempted)}
        />
      )}
      {unknown > 0 && (
        <rect
          className={styles['unknown']}
          x={left + 0.5}
          y={bars - succeeded - attempted - Math.max(2, unknown)}
          width={Math.max(1, width - 1)}
          height={Math.max(2, unknown)}
        />
      )}
    </>
  );
}

/** Moves the moment from the beginning to the end in about eight seconds. */
function usePlay(playing: boolean, onEnd: () => void, histogram: Histogram | undefined): void {
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    if (!playing || !histogram) return undefined;
    const step = (histogram.to - histogram.from) / 80;
    let at = histogram.from;
    const timer = setInterval(() => {
      at += step;
      changePicture({ at: Math.round(Math.min(at, histogram.to)), side: 'before' });
      if (at >= histogram.to) ended.current();
    }, 100);
    return () => clearInterval(timer);
  }, [playing, histogram]);
}
