import type { Micros } from '../../../shared/time.ts';
import type { ReadDb, WriteDb } from './db.ts';

/** An original as it is known to the case. */
export interface Original {
  readonly id: number;
  readonly sha256: string;
  readonly sha512: string;
  readonly size: number;
  readonly name: string;
  readonly sourcePath: string;
}

interface Row {
  id: number;
  sha256: string;
  sha512: string;
  size: number;
  name: string;
  source_path: string;
}

const columns = 'id, sha256, sha512, size, name, source_path';

export function findOriginal(db: ReadDb, sha256: string): Original | null {
  const row = db.prepare<[string], Row>(`SELECT ${columns} FROM original WHERE sha256 = ?`).get(sha256);
  return row ? originalOf(row) : null;
}

/** Every original, by digest. */
export function listOriginals(db: ReadDb): Original[] {
  return db.prepare<[], Row>(`SELECT ${columns} FROM original ORDER BY sha256`).all().map(originalOf);
}

export function addOriginal(db: WriteDb, original: Omit<Original, 'id'> & { readonly modifiedAt: Micros; readonly importedAt: Micros }): number {
  const { sha256, sha512, size, name, sourcePath, modifiedAt, importedAt } = original;
  const done = db
    .prepare('INSERT INTO original (sha256, sha512, size, name, source_path, modified_at, imported_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(sha256, sha512, size, name, sourcePath, modifiedAt, importedAt);
  return Number(done.lastInsertRowid);
}

function originalOf({ id, sha256, sha512, size, name, source_path: sourcePath }: Row): Original {
  return { id, sha256, sha512, size, name, sourcePath };
}
