import type { Problem } from '../../../shared/problems.ts';
import type { IngestBatch, StreamCounts } from '../store/ingest-batch.ts';
import type { NewStream } from '../store/ingest.ts';
import type { Digests } from './open-copy.ts';

/** What a worker is started with. */
export interface WorkerStart {
  readonly caseKey: Uint8Array;
  readonly caseId: string;
  /** Inflated bytes that this worker may spend in all. */
  readonly totalBytes: number;
}

/** One file to take in. */
export interface Job {
  readonly number: number;
  readonly path: string;
  /** The name for people. */
  readonly label: string;
  /** Where its copy is written while its digest is not known. */
  readonly target: string;
  /** Readers a person chose, by member; '' for the file itself. */
  readonly choices: Readonly<Record<string, string>>;
}

export type ToWorker =
  | { readonly kind: 'job'; readonly job: Job }
  /** The copy is new: read it; or it is known: leave it. */
  | { readonly kind: 'go'; readonly read: boolean }
  /** One batch has been stored. */
  | { readonly kind: 'stored' }
  | { readonly kind: 'stop' };

export type FromWorker = { readonly job: number } & (
  | { readonly kind: 'copied'; readonly digests: Digests }
  | { readonly kind: 'bytes'; readonly bytes: number; readonly stage: 'copy' | 'read' }
  | { readonly kind: 'stream'; readonly stream: NewStream }
  | { readonly kind: 'batch'; readonly batch: IngestBatch }
  | { readonly kind: 'end'; readonly counts: StreamCounts; readonly recognised: boolean }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** A broken assumption: the whole import stops. */
  | { readonly kind: 'broken'; readonly message: string }
);
