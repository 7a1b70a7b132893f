import AxeBuilder from '@axe-core/playwright';
import { expect, launch, test, type Program } from '../support/app.ts';
import { openSample } from '../support/story.ts';

/** What axe has against the page as it stands, in words. */
async function complaints({ page }: Program): Promise<readonly string[]> {
  // Electron opens no second page, which axe would otherwise use for its work.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  // An experiment of axe: it wants every word drawn in a row of a list, ticks of its chart included, in the sentence that names the row.
  const { violations } = await axe.disableRules(['label-content-name-mismatch']).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary?.split('\n')[1]?.trim() ?? ''}`),
  );
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every view opens by its key, logs no error and passes axe: ${scheme}`, async () => {
    test.setTimeout(180_000);
    const program = await launch();
    const { page, errors } = program;
    try {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await expect(page.getByRole('button', { name: /^Open the sample case/ })).toBeVisible();
      await test.step('Welcome', async () => expect.soft(await complaints(program)).toEqual([]));
      await openSample(program);
      const names = await page.getByRole('navigation', { name: 'Views' }).getByRole('button').allInnerTexts();
      expect(names.length).toBeGreaterThanOrEqual(7);
      for (const text of names) {
        const name = text.split('\n')[0] ?? text;
        await test.step(name, async () => {
          await page
            .getByRole('navigation', { name: 'Views' })
            .getByRole('button', { name: new RegExp(`^${name}`) })
            .press('Enter');
          await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
          await page.waitForLoadState('domcontentloaded');
          await page.waitForTimeout(400);
          expect.soft(await complaints(program), name).toEqual([]);
          await page.screenshot({ path: `test-results/views/${scheme}-${name.toLowerCase()}.png` });
        });
      }
      expect(errors).toEqual([]);
    } finally {
      await program.close();
    }
  });
}
