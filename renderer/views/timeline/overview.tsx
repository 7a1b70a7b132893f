import { useElementSize } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useFilter } from '../../state/filter.ts';
import { formatMinute } from '../../ui/format.ts';
import { useEngine } from '../../use-engine.ts';
import styles from './histogram.module.css';
import type { TimeWindow } from './zoom.ts';

const height = 22;

interface OverviewProps {
  readonly bounds: TimeWindow;
  readonly shown: TimeWindow;
  readonly onShow: (window: TimeWindow) => void;
}

/** The whole case in one low strip, with the shown window on it; drag the window to move it. */
export function Overview({ bounds, shown, onShow }: OverviewProps): ReactNode {
  const { from: _from, to: _to, ...others } = useFilter((state) => state.filter);
  const { ref, width } = useElementSize();
  const [grip, setGrip] = useState<number | null>(null);
  const data = useEngine('events.histogram', { filter: { ...others, from: bounds.from, to: bounds.to }, bars: 240 }, { keep: true });
  const scale = width / (bounds.to - bounds.from);
  const totals = data.data?.bars.map((bar) => ({ at: bar.at, events: bar.counts.reduce((sum, events) => sum + events, 0) })) ?? [];
  const most = Math.max(1, ...totals.map((bar) => bar.events));
  const left = Math.max(0, (shown.from - bounds.from) * scale);
  const wide = Math.max(4, (shown.to - shown.from) * scale);
  return (
    <div className={styles['overview']}>
      <span className="data quiet">{formatMinute(bounds.from)}</span>
      <div ref={ref} className={styles['strip']} style={{ height }} aria-hidden="true">
        <svg width={width} height={height}>
          {totals.map((bar) =>
            bar.events === 0 ? null : (
              <rect
                key={bar.at}
                className={styles['faint']}
                x={(bar.at - bounds.from) * scale}
                width={Math.max(1, (data.data?.step ?? 0) * scale - 0.5)}
                y={height - Math.max(2, (bar.events / most) * (height - 3))}
                height={Math.max(2, (bar.events / most) * (height - 3))}
              />
            ),
          )}
        </svg>
        <div
          className={styles['handle']}
          style={{ left, width: Math.min(wide, width - left) }}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            setGrip(event.clientX - left);
          }}
          onPointerMove={(event) => {
            if (grip === null) return;
            const length = shown.to - shown.from;
            const from = Math.round(Math.min(Math.max(bounds.from, bounds.from + (event.clientX - grip) / scale), bounds.to - length));
            onShow({ from, to: from + length });
          }}
          onPointerUp={() => setGrip(null)}
        />
      </div>
      <span className="data quiet">{formatMinute(bounds.to)}</span>
    </div>
  );
}
