import type { ReadDb } from '../../store/db.ts';
import { countAllEvents } from '../../store/export-counts.ts';
import { exportOriginals } from '../../store/export-originals.ts';
import type { NextBundle } from './name.ts';
import { recordFiles } from './records.ts';

export interface BundlePlan {
  readonly name: string;
  readonly number: number;
  readonly originals: { readonly files: number; readonly bytes: number };
  readonly events: number;
  readonly contents: { path: string; what: string; bytes: number | null }[];
}

/** What the next bundle of a case would hold. Sizes are given where they are known before it is made. */
export function planBundle(db: ReadDb, next: NextBundle): BundlePlan {
  const originals = exportOriginals(db);
  const bytes = originals.reduce((sum, original) => sum + original.size, 0);
  const records = recordFiles.map(({ name, what }) => ({ path: `data/records/${name}.ndjson`, what, bytes: null }));
  return {
    name: next.name,
    number: next.number,
    originals: { files: originals.length, bytes },
    events: countAllEvents(db),
    contents: [
      { path: 'data/originals/', what: 'Every original, byte for byte, with its digests', bytes },
      ...records,
      { path: 'data/records/answers.ndjson', what: 'The answers with reasons, counts and coverage', bytes: null },
      { path: 'data/graph/', what: 'The picture as SVG, JSON and GraphML', bytes: null },
      { path: 'data/custody/', what: 'The custody log, its bodies, and a signed checkpoint', bytes: null },
      { path: 'data/report/report.html', what: 'The report, for reading and printing', bytes: null },
      { path: 'data/report/certification.html', what: 'A certification for a person to complete and sign', bytes: null },
      { path: 'manifest-sha256.txt, manifest-sha512.txt', what: 'Digests of everything above', bytes: null },
      { path: 'keyholder/', what: 'The statement that is signed, and how to verify it without Keyholder', bytes: null },
      { path: 'signatures/', what: 'One signature for each signer', bytes: null },
    ],
  };
}
