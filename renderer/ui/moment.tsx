import type { ReactNode } from 'react';
import { formatIso, type Micros } from '../../shared/time.ts';
import { formatMinute, formatMoment } from './format.ts';

/** A moment in UTC, in figures that line up. */
export function Moment({ at, coarse = false, zone = false }: { readonly at: number; readonly coarse?: boolean; readonly zone?: boolean }): ReactNode {
  return (
    <time className="data" dateTime={formatIso(at as Micros)} title={`${formatIso(at as Micros)} (UTC)`}>
      {coarse ? formatMinute(at) : formatMoment(at)}
      {zone && ' UTC'}
    </time>
  );
}
