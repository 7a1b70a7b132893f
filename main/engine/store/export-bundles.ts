import { fail } from '../../../shared/problems.ts';
import type { Micros } from '../../../shared/time.ts';
import type { ReadDb, WriteDb } from './db.ts';

/** A bundle that was handed out. */
export interface BundleRow {
  readonly number: number;
  /** Name of the bundle's folder as it was made; where it lies now is not known. */
  readonly folder: string;
  readonly at: Micros;
  /** Fingerprint of the key that signed it. */
  readonly signer: string;
  /** SHA-256 of its tag manifest, the file that is signed. */
  readonly digest: string;
}

/** Bundles made from this case, newest first. */
export function listBundles(db: ReadDb): BundleRow[] {
  return db.prepare<[], BundleRow>('SELECT number, folder, at, signer, digest FROM bundle ORDER BY number DESC').all();
}

/** Writes a bundle down. Runs inside the transaction that records the export. */
export function addBundle(db: WriteDb, bundle: BundleRow): void {
  const { changes } = db.prepare('INSERT INTO bundle (number, folder, at, signer, digest) VALUES (@number, @folder, @at, @signer, @digest)').run(bundle);
  if (changes !== 1) fail('internal', 'The bundle could not be written down.');
}
