import type { Verification } from '../../../../shared/rpc/evidence.ts';

export type CheckId = Verification['checks'][number]['id'];

/** What one check came to. */
export interface Outcome {
  readonly id: CheckId;
  readonly state: 'holds' | 'fails' | 'not_checked';
  readonly detail: string;
  /** Files named by a failure. */
  readonly files: readonly string[];
  /** A failure of trust alone: everything fits together, but by keys that nobody vouched for. */
  readonly onlyTrust: boolean;
}

export const checkTitles: Readonly<Record<CheckId, string>> = {
  structure: 'Form of the bundle',
  bytes: 'Bytes unchanged',
  completeness: 'Nothing added, nothing missing',
  signatures: 'Signed by trusted keys',
  required_signers: 'Everyone who had to sign has signed',
  reviews: 'Reviews',
  custody: 'Custody log',
  anchors: 'Outside anchor',
};

/** A fault and the files at which it lies. */
export interface Fault {
  readonly words: string;
  readonly files: readonly string[];
}

export function holds(id: CheckId, detail: string): Outcome {
  return { id, state: 'holds', detail, files: [], onlyTrust: false };
}

export function notChecked(id: CheckId, detail: string): Outcome {
  return { id, state: 'not_checked', detail, files: [], onlyTrust: false };
}

/** Fails where there are faults, else holds with these words. */
export function judge(id: CheckId, faults: readonly Fault[], good: string, onlyTrust = false): Outcome {
  if (faults.length === 0) return holds(id, good);
  const shown = faults.slice(0, 10).map((fault) => fault.words);
  const detail = [...shown, ...(faults.length > shown.length ? [`and ${faults.length - shown.length} more`] : [])].join('; ');
  return { id, state: 'fails', detail, files: [...new Set(faults.flatMap((fault) => fault.files))].slice(0, 1000), onlyTrust };
}
