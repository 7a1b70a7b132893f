import type { Answer } from '../../../shared/rpc/answers.ts';
import type { CaseSummary } from '../../../shared/rpc/case.ts';
import type { KeyInfo } from '../../../shared/rpc/evidence.ts';
import type { LifeLine } from '../../../shared/rpc/graph.ts';
import type { SourceCoverage } from '../store/coverage.ts';
import type { ProviderCheck } from '../store/provider-integrity.ts';
import type { ExportedOriginal } from '../store/export-originals.ts';
import type { ChainStep, PrintedEvent, SkippedReason } from '../store/export-report.ts';
import type { ExportedAssessment } from '../store/export-words.ts';

/** Events that matter for one reason. The list may be longer than what is printed. */
export interface EventList {
  readonly title: string;
  /** What the list holds, in one sentence. */
  readonly note: string;
  readonly total: number;
  /** Ids of those that are printed, in order of time. */
  readonly ids: readonly number[];
}

/** The bundle that a report is part of. */
export interface AboutBundle {
  readonly name: string;
  readonly number: number;
  readonly at: number;
  readonly version: string;
  readonly signer: KeyInfo;
  readonly custody: { readonly entries: number; readonly head: string };
}

/** Everything a report is written from. */
export interface ReportInput {
  readonly summary: CaseSummary;
  readonly about: AboutBundle;
  readonly originals: readonly ExportedOriginal[];
  readonly coverage: readonly SourceCoverage[];
  /** The last check against the digests of providers; null when there was none. */
  readonly providerCheck: ProviderCheck | null;
  readonly answers: readonly Answer[];
  readonly lines: readonly LifeLine[];
  readonly lists: readonly (EventList & { readonly events: readonly PrintedEvent[] })[];
  readonly chains: readonly ChainStep[];
  readonly assessments: readonly ExportedAssessment[];
  readonly skipped: readonly SkippedReason[];
  /** The picture of the case as SVG. */
  readonly picture: { readonly svg: string };
  readonly checks: readonly { readonly title: string; readonly command: string }[];
}
