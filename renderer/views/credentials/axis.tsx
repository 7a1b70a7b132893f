import { scaleLinear } from 'd3';
import type { ReactNode } from 'react';
import { textWidth } from '../../../shared/graph/measure.ts';
import type { Milestone } from '../../../shared/rpc/case.ts';
import type { Span } from '../../graph/life-span.ts';
import { placeLabels } from '../../graph/place-labels.ts';
import { formatMoment } from '../../ui/format.ts';
import { milestoneWords } from '../../ui/words.ts';
import { ticksOf } from './ticks.ts';
import styles from './credentials.module.css';

/** Time in UTC with the milestones by name, above the lives. */
export function Axis({ span, width, milestones }: { readonly span: Span; readonly width: number; readonly milestones: readonly Milestone[] }): ReactNode {
  const x = scaleLinear([span.from, span.to], [0, width]);
  const shown = milestones.filter((each) => each.at >= span.from && each.at <= span.to);
  const texts = shown.map((each) => `${milestoneWords[each.kind].flag} ${formatMoment(each.at).slice(11).replace(/:00$/, '')}`);
  const placed = placeLabels(shown.map((each, place) => ({ x: x(each.at), width: Math.ceil(textWidth(texts[place] ?? '', 11.5)) + 4 })), width);
  const rows = Math.max(0, ...placed.map((each) => each.row + 1));
  const height = 20 + rows * 16;
  return (
    <svg className={styles['plot']} width={width} height={height} aria-hidden="true">
      {ticksOf(span, width).map((tick) => (
        <text key={tick.text + tick.x} className={styles['tick']} x={tick.x} y={14} textAnchor={tick.x < 20 ? 'start' : tick.x > width - 30 ? 'end' : 'middle'}>
          {tick.text}
        </text>
      ))}
      {shown.map((each, place) => {
        const row = placed[place]?.row ?? 0;
        return (
          <g key={each.id}>
            <path className={styles['flagLine']} d={`M${x(each.at)} ${height - 15 - row * 16}V${height}`} />
            <text className={styles['flag']} x={placed[place]?.left ?? 0} y={height - 4 - row * 16}>
              {texts[place]}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
