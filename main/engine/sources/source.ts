import type { EventReading, FactReading } from '../../../shared/model.ts';
import type { ProblemCode } from '../../../shared/problems.ts';

/** One record, taken out of whatever it was wrapped in. */
export type FramedRecord =
  /** `value` is the parsed object; `within` names the array it stood in (`Records`, `UserDetailList`), empty for none. */
  | { readonly form: 'json'; readonly value: unknown; readonly within: string }
  /** A CSV row by its header. A cell that was absent is absent here. */
  | { readonly form: 'row'; readonly row: Readonly<Record<string, string>> }
  /** A line that is neither. */
  | { readonly form: 'text'; readonly text: string };

/** What detection sees: the first records of one item. */
export interface Sample {
  /** The file's own name without folders; a hint, never proof. */
  readonly name: string;
  readonly records: readonly FramedRecord[];
}

/** How sure a reader is that these records are its own. */
export interface Detection {
  /** 0 = not mine, 1 = certainly mine: the share of the sampled records that it claims. */
  readonly confidence: number;
  /** What it saw, for the preview: "eventVersion, eventSource and userIdentity in 20 of 20 records". */
  readonly reasons: readonly string[];
}

/** A remark on a record that was read all the same (a zone assumed, a field that could not be read). */
export interface Remark {
  readonly code: ProblemCode;
  readonly message: string;
}

export type Reading =
  /** At least one event or one fact. */
  | { readonly kind: 'read'; readonly events: readonly EventReading[]; readonly facts: readonly FactReading[]; readonly remarks: readonly Remark[] }
  /** Nothing could be (or is to be) made of it; the record is kept and counted with this reason. */
  | { readonly kind: 'skipped'; readonly code: ProblemCode; readonly message: string };

/** The reader of one format: pure, no clock, no files, never throws on odd input. */
export interface Source {
  readonly id: string;
  readonly title: string;
  /** Raised whenever the same record could be read differently; kept with every event. */
  readonly version: string;
  /** The vendor's own description of the format, and the day it was read; null while the reader was not yet held against the page itself. */
  readonly docs: readonly { readonly title: string; readonly url: string; readonly read: string | null }[];
  /** Which wrappers it comes in, in words. */
  readonly framing: string;
  detect(sample: Sample): Detection;
  read(record: FramedRecord): Reading;
}
