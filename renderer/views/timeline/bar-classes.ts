import type { Rung } from '../../../shared/rungs.ts';
import styles from './histogram.module.css';

/** How a part of a bar is drawn: filled where it took effect, hollow where it was only attempted, dotted where not accepted or unknown. */
export const barClasses: Readonly<Record<Rung, string>> = {
  0: styles['unknown'] ?? '',
  1: styles['rejected'] ?? '',
  2: styles['denied'] ?? '',
  3: styles['failed'] ?? '',
  4: styles['succeeded'] ?? '',
};
