import { expect, test } from '@playwright/test';
import { launchAsOrdinaryUser } from '../support/ordinary-user.ts';
import { commandOf, familyOf, statusOf } from '../support/processes.ts';

test('runs for an ordinary user with every page under the real sandbox', async () => {
  const { app, page, errors, close } = await launchAsOrdinaryUser();
  try {
    await expect(page.getByRole('button', { name: /sample case/i }).first()).toBeVisible();
    const family = familyOf(app.process().pid ?? 0);
    const pages = family.filter((pid) => commandOf(pid).includes('--type=renderer'));
    expect(pages.length).toBeGreaterThan(0);
    for (const pid of pages) expect(statusOf(pid)).toMatchObject({ Seccomp: '2', NoNewPrivs: '1' });
    for (const pid of family) {
      expect(commandOf(pid)).not.toContain('--no-sandbox');
      expect(statusOf(pid)['Uid']).not.toMatch(/^0\b/);
    }
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
