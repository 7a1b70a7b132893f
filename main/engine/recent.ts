import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { CaseSummary } from '../../shared/rpc/case.ts';
import type { Surroundings } from './context.ts';

const recentCase = z.object({ folder: z.string(), reference: z.string(), title: z.string(), openedAt: z.number().int() });

/** A case that was open on this machine not long ago. */
export type RecentCase = z.infer<typeof recentCase>;

const kept = 20;

function fileOf(around: Surroundings): string {
  return join(around.home, 'recent.json');
}

/** The newest first. A list that cannot be read is an empty one: it is a convenience, never evidence. */
export function listRecent(around: Surroundings): RecentCase[] {
  const file = fileOf(around);
  if (!existsSync(file)) return [];
  try {
    return z.array(recentCase).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
}

/** Puts a case at the head of the list. */
export function addRecent(around: Surroundings, summary: Pick<CaseSummary, 'folder' | 'reference' | 'title'>): void {
  const { folder, reference, title } = summary;
  const others = listRecent(around).filter((known) => known.folder !== folder);
  const list: RecentCase[] = [{ folder, reference, title, openedAt: around.now() }, ...others].slice(0, kept);
  mkdirSync(around.home, { recursive: true, mode: 0o700 });
  const file = fileOf(around);
  writeFileSync(`${file}.new`, `${JSON.stringify(list, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
