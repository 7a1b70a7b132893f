import { scaleLinear } from 'd3';
import { memo, type ReactNode } from 'react';
import { textWidth } from '../../../shared/graph/measure.ts';
import type { LifeLine } from '../../../shared/rpc/graph.ts';
import type { LifeBar } from '../../graph/life-bar.ts';
import { placeWord } from '../../graph/place-word.ts';
import type { Span } from '../../graph/life-span.ts';
import { useMarks, type UseMark } from '../../graph/use-marks.ts';
import { rungName } from '../../../shared/rungs.ts';
import { countWords, formatMinute, formatMoment } from '../../ui/format.ts';
import { RungShape } from '../../ui/rung-mark.tsx';
import styles from './credentials.module.css';

export const rowHeight = 44;
const top = 8;
const tall = 26;
const mark = 11;

interface LifeProps {
  readonly line: LifeLine;
  readonly bar: LifeBar | null;
  readonly span: Span;
  readonly width: number;
  /** Milestones as places on the time axis. */
  readonly flags: readonly number[];
}

/** One life as a bar, its uses on it (successful above, the rest below), its end, and the stretch after the patch. */
export const LifePlot = memo(function LifePlot({ line, bar, span, width, flags }: LifeProps): ReactNode {
  const x = scaleLinear([span.from, span.to], [0, width]);
  const upper = useMarks(line.uses, 'successful', x, mark);
  const lower = useMarks(line.uses, 'other', x, mark);
  return (
    <svg className={styles['plot']} width={width} height={rowHeight} aria-hidden="true">
      {bar && <Bar bar={bar} x={x} width={width} alarming={line.inReach} />}
      {flags.map((at, place) => (
        <path key={place} className={styles['flagLine']} d={`M${x(at)} 0V${rowHeight}`} />
      ))}
      <Marks marks={upper} y={top + 7} width={width} />
      <Marks marks={lower} y={top + tall - 7} width={width} />
      {bar && <Ending bar={bar} x={x} width={width} marks={[...upper, ...lower]} alarming={line.inReach && bar.afterPatch !== null} />}
    </svg>
  );
});

function Bar({
  bar,
  x,
  width,
  alarming,
}: {
  readonly bar: LifeBar;
  readonly x: (at: number) => number;
  readonly width: number;
  readonly alarming: boolean;
}): ReactNode {
  const [from, to] = [x(bar.start.at), Math.max(x(bar.end.at), x(bar.start.at) + 3)];
  if (to < 0 || from > width) return <Beyond side={to < 0 ? 'left' : 'right'} width={width} />;
  const [left, right] = [Math.max(from, -2), Math.min(to, width + 2)];
  const hatch = bar.afterPatch && { left: Math.max(x(bar.afterPatch.from), left), right: Math.min(x(bar.afterPatch.to), right) };
  const known = bar.doubt ? Math.min(Math.max(x(bar.doubt.from), left), right) : right;
  return (
    <>
      <rect className={styles['life']} x={left} y={top} width={right - left} height={tall} rx={3} />
      {hatch && hatch.right > hatch.left && (
        <rect className={alarming ? styles['outlived'] : styles['after']} x={hatch.left} y={top} width={hatch.right - hatch.left} height={tall} />
      )}
      {bar.doubt && <Doubt left={Math.max(x(bar.doubt.from), left)} right={Math.min(x(bar.doubt.to), right)} />}
      <path className={styles['outline']} d={`M${left} ${top}H${known}M${left} ${top + tall}H${known}`} />
      <Side at={left} shown={from >= 0} basis={bar.start.basis} />
      <Side at={right} shown={to <= width} basis={bar.end.basis} />
    </>
  );
}

/** Where nobody can tell: the bar is taken back, only its dashed outline stays. */
function Doubt({ left, right }: { readonly left: number; readonly right: number }): ReactNode {
  if (right <= left) return null;
  return (
    <>
      <rect className={styles['doubt']} x={left} y={top - 0.5} width={right - left} height={tall + 1} />
      <path className={styles['outline']} d={`M${left} ${top}H${right}M${left} ${top + tall}H${right}`} strokeDasharray="4 3" />
    </>
  );
}

/** The end of a bar: a line where a record states it, dashes where it is inferred, open where nothing says. */
function Side({ at, shown, basis }: { readonly at: number; readonly shown: boolean; readonly basis: LifeBar['end']['basis'] }): ReactNode {
  if (!shown || basis === 'open') return null;
  if (basis === 'silent') return <path className={styles['silent']} d={`M${at} ${top - 2}V${top + tall + 2}`} />;
  return <path className={styles['outline']} d={`M${at} ${top}V${top + tall}`} strokeDasharray={basis === 'inferred' ? '4 3' : undefined} />;
}

function Beyond({ side, width }: { readonly side: 'left' | 'right'; readonly width: number }): ReactNode {
  return (
    <text className={styles['word']} x={side === 'left' ? 4 : width - 4} y={26} textAnchor={side === 'left' ? 'start' : 'end'}>
      {side === 'left' ? '← before this stretch' : 'after this stretch →'}
    </text>
  );
}

function Marks({ marks, y, width }: { readonly marks: readonly UseMark[]; readonly y: number; readonly width: number }): ReactNode {
  return marks.map((each) =>
    each.x < -6 || each.x > width + 6 ? null : (
      <g key={`${each.x} ${each.rung}`} transform={`translate(${each.x - 6} ${y - 6})`}>
        <title>{`${countWords(each.events, 'event')} ${rungName(each.rung)}, ${formatMoment(each.from)}${each.to > each.from ? ` to ${formatMoment(each.to)}` : ''} UTC`}</title>
        <circle cx={6} cy={6} r={6.2} className={styles['halo']} />
        <RungShape rung={each.rung} />
      </g>
    ),
  );
}

/** The word at the end: right of it where it covers no mark, else left of the bar; inside where the bar runs out of sight. */
function Ending({
  bar,
  x,
  width,
  marks,
  alarming,
}: {
  readonly bar: LifeBar;
  readonly x: (at: number) => number;
  readonly width: number;
  readonly marks: readonly UseMark[];
  readonly alarming: boolean;
}): ReactNode {
  const [from, to] = [x(bar.start.at), x(bar.end.at)];
  if (to < 0 || from > width) return null;
  const crossed = bar.cut && to <= width;
  const word = to > width && bar.end.basis !== 'open' ? `${bar.word} ${formatMinute(bar.end.at)} →` : bar.word;
  const place = placeWord({ room: textWidth(word, 11.5) + 8, from, to, width, marks: marks.map((each) => each.x) });
  return (
    <>
      {crossed && <path className={styles['cut']} d={`M${to} ${top - 3}V${top + tall + 3}`} />}
      <text className={`${styles['word'] ?? ''} ${alarming ? (styles['alarm'] ?? '') : ''}`} x={place.x} y={26} textAnchor={place.anchor}>
        {word}
      </text>
    </>
  );
}
