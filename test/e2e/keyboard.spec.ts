import type { Page } from '@playwright/test';
import { answerDialogs, expect, launch, project, test } from '../support/app.ts';
import { join } from 'node:path';

/** Walks with Tab until the element named has the focus; fails when it is never reached. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const target = page.getByRole('button', { name }).first();
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reached ${String(name)}.`);
}

async function goBy(page: Page, key: string, heading: string): Promise<void> {
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
}

test('an investigation without a mouse', async () => {
  test.setTimeout(180_000);
  const program = await launch();
  const { app, page, errors } = program;
  try {
    await expect(page.getByRole('button', { name: /^Open the sample case/ })).toBeEnabled();
    await tabTo(page, /^Open the sample case/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Answers', level: 1 })).toBeVisible();

    await test.step('a question opens to its reasons', async () => {
      await expect(page.getByRole('list', { name: 'Questions' }).getByRole('article')).toHaveCount(5);
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading').first()).toBeVisible();
    });
    await test.step('the timeline is filtered, walked and assessed', async () => {
      await goBy(page, 't', 'Timeline');
      await page.keyboard.press('/');
      await expect(page.getByRole('textbox', { name: 'Filter by text' })).toBeFocused();
      await page.keyboard.type('kms:Sign');
      await page.keyboard.press('Enter');
      await expect(page.getByText('6 of 828 events')).toBeVisible();
      await page.keyboard.press('Escape');
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await expect(page.getByRole('complementary', { name: 'Inspector' }).getByRole('heading', { name: 'kms:Sign' })).toBeVisible();
      await page.keyboard.press('a');
      const dialog = page.getByRole('dialog', { name: 'Assess' });
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
    await test.step('every view has its key', async () => {
      for (const [key, heading] of [
        ['g', 'Graph'],
        ['c', 'Credentials'],
        ['u', 'Custody'],
        ['e', 'Export'],
        ['i', 'Intake'],
        ['a', 'Answers'],
      ] as const)
        await goBy(page, key, heading);
    });
    await test.step('a list that has the focus keeps its own keys and leaves the others', async () => {
      for (const [key, heading] of [
        ['c', 'Credentials'],
        ['u', 'Custody'],
      ] as const) {
        await goBy(page, key, heading);
        const list = page.getByRole('listbox').first();
        await list.focus();
        await page.keyboard.press('j');
        await page.keyboard.press('j');
        await expect(list.getByRole('option', { selected: true })).toHaveCount(1);
        await goBy(page, 'a', 'Answers');
      }
    });
    await test.step('files are chosen', async () => {
      await goBy(page, 'i', 'Intake');
      await answerDialogs(app, [[join(project, 'assets/sample-case/exports/aws/lookup-events-ci-legacy.json')]]);
      await page.keyboard.press('f');
      await expect(page.getByRole('row', { name: /lookup-events-ci-legacy\.json/ }).first()).toBeVisible();
    });
    await test.step('the palette and the list of keys open and close', async () => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    expect(errors).toEqual([]);
  } finally {
    await program.close();
  }
});
