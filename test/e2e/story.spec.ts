import { expect, test } from '@playwright/test';
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
      expect(program.errors).toEqual([]);
    } finally {
      await program.close();
    }
  });
}
