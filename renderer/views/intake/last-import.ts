import { create } from 'zustand';
import type { ImportReport } from '../../../shared/rpc/intake.ts';

interface LastImportState {
  /** Of the last import in this window; shown until the next one begins, also after the view was left. */
  readonly report: ImportReport | null;
  setReport(report: ImportReport | null): void;
}

export const useLastImport = create<LastImportState>()((set) => ({ report: null, setReport: (report) => set({ report }) }));
