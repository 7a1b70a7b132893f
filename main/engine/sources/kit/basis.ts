import type { Basis } from '../../../../shared/model.ts';
import { bounded } from './values.ts';

/** One field and the value a rung was read from; an empty value reads `(absent)`. */
export function basis(field: string, value: string): Basis {
  return { field, value: value === '' ? '(absent)' : bounded(value, 200) };
}
