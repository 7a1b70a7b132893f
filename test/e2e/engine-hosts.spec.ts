import { expect, launch, test } from '../support/app.ts';
import { commandOf, familyOf } from '../support/processes.ts';

for (const host of ['child', 'utility'] as const) {
  test.describe(`the engine as a ${host} process`, () => {
    const enginesOf = (pid: number): readonly number[] =>
      familyOf(pid).filter((each) => {
        const command = commandOf(each);
        return host === 'child' ? command.some((part) => part.endsWith('out/engine/main.js')) : command.some((part) => part.startsWith('--utility-sub-type=node.mojom.NodeService'));
      });

    test('answers the window, and a new one takes its place when it ends', async () => {
      const program = await launch({ env: { KEYHOLDER_ENGINE_HOST: host } });
      const { app, page, errors } = program;
      try {
        const pid = app.process().pid ?? 0;
        await expect(page.getByRole('button', { name: /sample case/i }).first()).toBeVisible();
        const [first, ...others] = enginesOf(pid);
        expect(others).toEqual([]);

        process.kill(first ?? 0, 'SIGKILL');
        await expect(page.getByText('The engine has ended').first()).toBeVisible();
        await page.getByRole('button', { name: 'Start it again' }).click();
        await expect(page.getByText('The engine has ended')).toHaveCount(0);
        await expect.poll(() => enginesOf(pid).length).toBe(1);
        expect(enginesOf(pid)).not.toContain(first);

        await page.reload();
        await expect(page.getByRole('button', { name: /sample case/i }).first()).toBeVisible();
        expect(enginesOf(pid).length).toBe(1);
        expect(errors).toEqual([]);
      } finally {
        await program.close();
      }
    });
  });
}
