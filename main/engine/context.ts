import type { Micros } from '../../shared/time.ts';
import type { ChangedTopic, Progress } from '../../shared/rpc/wire.ts';
import type { CaseHandle } from './store/case-handle.ts';

/** What the program is given from outside, so that the same input gives the same output. */
export interface Surroundings {
  /** Now, UTC. */
  now(): Micros;
  /** `length` random bytes. */
  random(length: number): Uint8Array;
  /** Who sits at the machine, as the system says. */
  readonly user: string;
  /** Where keys, the recent list and the sample case's copies are kept. */
  readonly home: string;
  /** The folder with the sample case and licence texts. */
  readonly assets: string;
  readonly version: string;
  readonly electron: string | null;
  readonly host: 'utility' | 'child' | 'in_process';
}

/** What a handler is given beside its arguments. */
export interface Context {
  readonly around: Surroundings;
  /** Aborted when the caller cancels. */
  readonly signal: AbortSignal;
  progress(progress: Progress): void;
  changed(what: ChangedTopic): void;
  /** The open case; throws `no_case_open`. */
  openCase(): CaseHandle;
  /** Replaces the open case (closing the one before), or closes it with null. */
  setCase(next: CaseHandle | null): void;
  /** Fails with `not_allowed` unless a dialog gave this path (always true in a terminal). */
  requirePath(path: string): void;
}
