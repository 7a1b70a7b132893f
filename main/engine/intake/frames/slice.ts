import type { ProblemCode } from '../../../../shared/problems.ts';

/** What is wrong with a slice before anybody has looked inside it. */
export interface Flaw {
  readonly code: ProblemCode;
  readonly message: string;
  /** False for a remark on the stream as a whole (it ends between two records). */
  readonly lost: boolean;
}

/** The bytes of one record, where they stand in the stream. */
export interface Slice {
  readonly offset: number;
  readonly length: number;
  /** Name of the array it stood in; empty for none. */
  readonly within: string;
  /** UTF-8; empty when the record is too large to be held. */
  readonly bytes: Buffer;
  /** The stream ended before the end of the record was seen. */
  readonly open: boolean;
  readonly flaw: Flaw | null;
}

export type Sink = (slice: Slice) => void;

/** Cuts a stream of UTF-8 bytes into slices; the result does not depend on how the bytes are divided into chunks. */
export interface Framer {
  push(chunk: Buffer): void;
  end(): void;
}

export const nothing = Buffer.alloc(0);

export function tooLarge(limit: number): Flaw {
  return { code: 'too_large', message: `This record is larger than ${Math.round(limit / 1024 / 1024)} MB.`, lost: true };
}

export const cutBetween: Flaw = {
  code: 'truncated',
  message: 'The file ends in the middle of its document; every record before this place is whole.',
  lost: false,
};
export const cutInside: Flaw = { code: 'truncated', message: 'The file ends in the middle of this record.', lost: true };
