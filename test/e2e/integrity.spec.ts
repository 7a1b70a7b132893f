import AxeBuilder from '@axe-core/playwright';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { answerDialogs, expect, test } from '../support/app.ts';
import { makeTrail, makeTrailKey } from '../support/signed-trail.ts';
import { openFolder, openSample } from '../support/story.ts';

test('checks log files against the digests that their provider signed', async ({ program }) => {
  test.setTimeout(120_000);
  const { app, page } = program;
  const trail = makeTrail(makeTrailKey());
  const folder = await openFolder(program, 'trail');
  for (const file of [...trail.digests, ...trail.logs.slice(1)]) await writeFile(join(folder, file.name), gzipSync(file.text));
  const [changed] = trail.logs;
  await writeFile(join(folder, changed!.name), gzipSync(changed!.text.replace('192.0.2.7', '192.0.2.8')));
  const keys = join(await openFolder(program, 'keys'), 'public-keys.json');
  await writeFile(keys, trail.publicKeys);
  await answerDialogs(app, [[folder], [keys]]);

  await openSample(program);
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Intake/ })
    .click();
  await page.getByRole('button', { name: 'Choose folders…' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('records read')).toBeVisible({ timeout: 30_000 });

  await page.getByRole('button', { name: 'Check with public keys…' }).click();
  await expect(page.getByText(/3 of 4 digests verified, 0 failed, 1 cannot be proved/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/it was changed after delivery/)).toBeVisible();
  await page.getByText('What this cannot show:').scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/views/provider-integrity.png' });
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include('[aria-label="Provider integrity"]');
  const { violations } = await axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
});
