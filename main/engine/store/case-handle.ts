import type { ReadDb, WriteDb } from './db.ts';

/** An open case: its folder and its two connections. */
export interface CaseHandle {
  readonly folder: string;
  readonly caseId: string;
  readonly readOnly: boolean;
  readonly read: ReadDb;
  /** Throws `read_only` when the case was opened so. */
  readonly write: WriteDb;
  /** 256 random bits that key every fingerprint; never leaves the case. */
  readonly caseKey: Uint8Array;
  close(): void;
}
