import type { Answer } from '../../../../shared/rpc/answers.ts';
import type { CaseSummary } from '../../../../shared/rpc/case.ts';
import type { LifeLine } from '../../../../shared/rpc/graph.ts';
import type { EventList } from '../../report/input.ts';

/** What other parts of the engine work out from one moment of the case, for a bundle. */
export interface BundleParts {
  readonly summary: CaseSummary;
  readonly answers: readonly Answer[];
  readonly lines: readonly LifeLine[];
  /** The lists of events that the report prints. */
  readonly lists: readonly EventList[];
  /** The picture of the case in three forms. */
  readonly picture: { readonly svg: string; readonly json: string; readonly graphml: string };
}
