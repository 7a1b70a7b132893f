/** The way of one investigation through the window, step by step, the way a person goes it. */
import { expect, type Locator } from '@playwright/test';
import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerDialogs, type Program } from './app.ts';

const grid = ({ page }: Program): Locator => page.getByRole('grid', { name: 'Events' });
const inspector = ({ page }: Program): Locator => page.getByRole('complementary', { name: 'Inspector' });

/** A folder that whoever runs the program may write to. */
export async function openFolder(program: Program, name: string): Promise<string> {
  const folder = join(program.folder, name);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o777);
  return folder;
}

async function goTo({ page }: Program, view: string): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: new RegExp(`^${view}`) })
    .click();
  await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible();
}

export async function openSample({ page }: Program): Promise<void> {
  await page.getByRole('button', { name: /^Open the sample case/ }).click();
  await expect(page.getByRole('heading', { name: 'Answers', level: 1 })).toBeVisible();
}

/** One call that is in no export of the sample: a denied signature with the stolen key, after the patch. */
const furtherRecord = {
  eventVersion: '1.11',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE00000EXTRA',
    arn: 'arn:aws:iam::444455556666:user/ci-legacy',
    accountId: '444455556666',
    accessKeyId: 'AKIAEXAMPLE00000EXTR',
    userName: 'ci-legacy',
  },
  eventTime: '2026-11-03T15:59:00Z',
  eventSource: 'kms.amazonaws.com',
  eventName: 'Sign',
  awsRegion: 'eu-west-1',
  sourceIPAddress: '203.0.113.77',
  userAgent: 'aws-cli/2.15.0',
  errorCode: 'AccessDenied',
  errorMessage: 'User is not authorized to perform: kms:Sign',
  requestParameters: null,
  responseElements: null,
  requestID: '0d9aa5c4-4b0e-4e1a-8f0e-2f5a6a1d0002',
  eventID: '0d9aa5c4-4b0e-4e1a-8f0e-2f5a6a1d0001',
  readOnly: true,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '444455556666',
  eventCategory: 'Management',
};

/** Shows what a file is believed to be, then takes it in. */
export async function importOneFile(program: Program): Promise<void> {
  const { app, page } = program;
  const file = join(await openFolder(program, 'evidence'), 'further.json');
  await writeFile(file, JSON.stringify({ Records: [furtherRecord] }));
  await answerDialogs(app, [[file]]);
  await goTo(program, 'Intake');
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await expect(page.getByRole('row', { name: /further\.json .* AWS CloudTrail 100 %/ })).toBeVisible();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('row', { name: /further\.json aws-cloudtrail \d+ 1 1 0 0 0/ })).toBeVisible();
}

export async function readAnswers(program: Program): Promise<void> {
  const { page } = program;
  await goTo(program, 'Answers');
  const questions = page.getByRole('list', { name: 'Questions' }).getByRole('article');
  await expect(questions).toHaveCount(5);
  for (const id of ['Q1', 'Q2', 'Q3', 'Q4', 'Q10'])
    await expect(questions.filter({ hasText: new RegExp(`^${id}(?!\\d)`) }).getByText(/^(Yes|No|Cannot tell)$/)).toBeVisible();
}

/** Every KMS Sign that was denied, down to the record and the field that says so. */
export async function findDeniedSign(program: Program): Promise<void> {
  const { page } = program;
  await goTo(program, 'Timeline');
  await page.getByRole('textbox', { name: 'Filter by text' }).fill('kms:Sign');
  await page.keyboard.press('Enter');
  await page
    .getByRole('complementary', { name: 'Facets' })
    .getByRole('button', { name: /^denied \d+$/ })
    .click();
  await expect(page.getByText('7 of 829 events')).toBeVisible();
  await grid(program)
    .getByRole('row', { name: /kms:Sign .* denied/ })
    .first()
    .click();
  await expect(inspector(program).getByRole('heading', { name: 'kms:Sign' })).toBeVisible();
  await expect(inspector(program).getByText('Attempted.')).toBeVisible();
  await expect(inspector(program).getByText('errorCode = AccessDenied').first()).toBeVisible();
  await expect(inspector(program).getByText('SHA-256')).toBeVisible();
}

/** Writes down what the selected event amounts to, with the keyboard alone. */
export async function assessAsAttempted(program: Program): Promise<void> {
  const { page } = program;
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Assess' });
  await dialog.getByRole('radio', { name: /^attempted/ }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Rationale' }).fill('errorCode AccessDenied; no signature was made.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(inspector(program).getByText('no signature was made').first()).toBeVisible();
}

/** The stolen key, used with success between the patch and the containment. */
export async function findUseAfterPatch(program: Program): Promise<void> {
  const { page } = program;
  await goTo(program, 'Answers');
  await page.getByRole('button', { name: /^6 successful, Q2/ }).click();
  await expect(page.getByRole('heading', { name: 'Timeline', level: 1 })).toBeVisible();
  const uses = grid(program).getByRole('row', { name: /AKIA…7X2Q .* succeeded/ });
  await expect(uses.first()).toBeVisible();
  await uses.first().click();
  await expect(inspector(program).getByText('Successful.')).toBeVisible();
}

export interface MadeBundle {
  readonly folder: string;
  readonly signers: string;
}

/** Makes a key, then a bundle signed with it, and sees it verified at once. */
export async function exportBundle(program: Program): Promise<MadeBundle> {
  const { app, page } = program;
  const out = await openFolder(program, 'bundles');
  const passphrase = 'a passphrase for this test';
  await goTo(program, 'Export');
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('ana');
  await page.getByRole('textbox', { name: 'Passphrase', exact: true }).fill(passphrase);
  await page.getByRole('textbox', { name: 'Passphrase again' }).fill(passphrase);
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByText(/^SHA256:/).first()).toBeVisible();

  await answerDialogs(app, [[out]]);
  await page
    .getByRole('button', { name: /^Choose…/ })
    .first()
    .click();
  await expect(page.getByRole('textbox', { name: 'Folder' })).toHaveValue(out);
  await page.getByRole('textbox', { name: 'Passphrase of the key' }).fill(passphrase);
  await page.getByRole('button', { name: 'Make, sign and verify' }).click();
  await expect(page.getByRole('region', { name: 'Verification' }).getByRole('status')).toContainText(/^Verified/, { timeout: 60_000 });
  const name = (await readdir(out)).find((entry) => entry.endsWith('_B001'));
  expect(name).toBeDefined();
  return { folder: join(out, name ?? ''), signers: join(out, 'allowed_signers') };
}

async function chooseInMenu({ app }: Program, label: string): Promise<void> {
  await app.evaluate(
    ({ Menu }, wanted) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find((item) => item.label === wanted)
        ?.click(),
    label,
  );
}

export async function closeCase(program: Program): Promise<void> {
  await chooseInMenu(program, 'Close case');
  await expect(program.page.getByRole('button', { name: /^Open the sample case/ })).toBeVisible();
}

/** Checks a bundle from the first page, as somebody does who only received it. Returns the verdict and the checks. */
export async function verifyFromWelcome(program: Program, bundle: MadeBundle): Promise<{ readonly verdict: string; readonly checks: string }> {
  const { app, page } = program;
  await chooseInMenu(program, 'Verify a bundle…');
  await answerDialogs(app, [[bundle.folder], [bundle.signers]]);
  await page
    .getByRole('button', { name: /^Choose…/ })
    .first()
    .click();
  await expect(page.getByText(bundle.folder)).toBeVisible();
  await page
    .getByRole('button', { name: /^Choose…/ })
    .nth(1)
    .click();
  await expect(page.getByText(bundle.signers)).toBeVisible();
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  const panel = page.getByRole('region', { name: 'Verification' });
  return { verdict: await panel.getByRole('status').innerText(), checks: await panel.getByRole('list', { name: 'Checks' }).innerText() };
}

/** Flips one bit in the middle of a file of the bundle. */
export async function tamper(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}
