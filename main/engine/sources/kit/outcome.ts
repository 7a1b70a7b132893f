import type { Basis } from '../../../../shared/model.ts';
import type { Rung } from '../../../../shared/rungs.ts';
import { basis } from './basis.ts';

/** A place on the ladder and the fields it was read from. */
export interface Outcome {
  readonly rung: Rung;
  readonly basis: readonly Basis[];
}

/** A vendor's words for how an attempt ended, in lower case. */
export type OutcomeWords = Readonly<Record<string, Rung>>;

/** The rung that a word of the vendor stands for; a word that the vendor does not document says nothing. */
export function outcomeOf(field: string, value: string, words: OutcomeWords): Outcome {
  const word = value.toLowerCase();
  return { rung: Object.hasOwn(words, word) ? (words[word] ?? 0) : 0, basis: [basis(field, value)] };
}

/** Some logs have no field for outcomes because an act is written down only once it is done; the vendor says so. */
export function doneOnRecord(field: string, value: string, log: string): Outcome {
  return { rung: 4, basis: [basis(field, value), { field: '(log)', value: `${log}: recorded on completion` }] };
}

/** Neither the record nor the vendor's documents say how it ended. */
export function unsaid(field: string, value: string): Outcome {
  return { rung: 0, basis: [basis(field, value)] };
}
