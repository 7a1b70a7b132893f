import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { launch } from '../support/app.ts';
import { launchAsOrdinaryUser } from '../support/ordinary-user.ts';
import * as story from '../support/story.ts';

test.setTimeout(180_000);

const ways = [
  ['as whoever runs the tests', () => launch()],
  ['as an ordinary user, under the real sandbox', launchAsOrdinaryUser],
] as const;

for (const [name, start] of ways) {
  test(`an investigation from the exports to the verified bundle, ${name}`, async () => {
    const program = await start();
    try {
      await test.step('open the sample case', () => story.openSample(program));
      await test.step('import a file', () => story.importOneFile(program));
      await test.step('read the answers', () => story.readAnswers(program));
      await test.step('find the denied KMS Sign', () => story.findDeniedSign(program));
      await test.step('assess it', () => story.assessAsAttempted(program));
      await test.step('find the successful use after the patch', () => story.findUseAfterPatch(program));
      const bundle = await test.step('export a signed bundle', () => story.exportBundle(program));
      await test.step('close the case', () => story.closeCase(program));
      const good = await test.step('verify the bundle', () => story.verifyFromWelcome(program, bundle));
      expect(good.verdict).toMatch(/^Verified/);
      const file = 'data/records/events.ndjson';
      await story.tamper(join(bundle.folder, file));
      const bad = await test.step('refuse the tampered bundle', () => story.verifyFromWelcome(program, bundle));
      expect(bad.verdict).not.toMatch(/^Verified/);
      expect(bad.checks).toContain(file);
      expect(program.errors).toEqual([]);
    } finally {
      await program.close();
    }
  });
}
