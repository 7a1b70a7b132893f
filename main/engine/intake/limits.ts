/** How much of anything a file may ask for before it is refused. */
export interface Limits {
  /** Bytes of one record. */
  readonly valueBytes: number;
  /** Nesting of one record. */
  readonly depth: number;
  /** Inflated bytes for each compressed byte, once `ratioFrom` bytes have been inflated. */
  readonly ratio: number;
  readonly ratioFrom: number;
  /** Inflated bytes of one import, all files together. */
  readonly totalBytes: number;
  readonly archiveEntries: number;
}

export const limits: Limits = {
  valueBytes: 64 * 1024 * 1024,
  depth: 64,
  ratio: 200,
  ratioFrom: 1024 * 1024,
  totalBytes: 256 * 1024 ** 3,
  archiveEntries: 100_000,
};
