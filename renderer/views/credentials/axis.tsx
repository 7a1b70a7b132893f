import { scaleLinear } from 'd3';
import type { ReactNode } from 'react';
import type { Milestone } from '../../../shared/rpc/case.ts';
import { flagsOf } from '../../graph/flags.ts';
import type { Span } from '../../graph/life-span.ts';
import { ticksOf } from './ticks.ts';
import styles from './credentials.module.css';

/** Time in UTC with the milestones by name, above the lives. */
export function Axis({ span, width, milestones }: { readonly span: Span; readonly width: number; readonly milestones: readonly Milestone[] }): ReactNode {
  const x = scaleLinear([span.from, span.to], [0, width]);
  const shown = milestones.filter((each) => each.at >= span.from && each.at <= span.to);
  const flags = flagsOf(shown, x, width);
  const rows = Math.max(0, ...flags.map((flag) => flag.row + 1));
  const height = 20 + rows * 16;
  return (
    <svg className={styles['plot']} width={width} height={height} aria-hidden="true">
      {ticksOf(span, width).map((tick) => (
        <text key={tick.text + tick.x} className={styles['tick']} x={tick.x} y={14} textAnchor={tick.x < 20 ? 'start' : tick.x > width - 30 ? 'end' : 'middle'}>
          {tick.text}
        </text>
      ))}
      {flags.map((flag) => (
        <g key={flag.key}>
          <path className={styles['flagLine']} d={`M${flag.x} ${height - 15 - flag.row * 16}V${height}`} />
          <text className={styles['flag']} x={flag.left} y={height - 4 - flag.row * 16}>
            {flag.text}
          </text>
        </g>
      ))}
    </svg>
  );
}
