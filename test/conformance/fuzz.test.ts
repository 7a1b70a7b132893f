import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCase } from '../fuzz/run-case.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-fuzz-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a few hundred damaged records and files break nothing (npm run fuzz does more)', async () => {
  for (let seed = 1; seed <= 400; seed += 1) expect([seed, await runCase(seed, folder)]).toEqual([seed, null]);
});
