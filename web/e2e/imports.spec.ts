import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { Desk } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect, test } from './support/test.ts';

/** Old conversations brought over by an owner, without a word to anybody. */

test.beforeEach('the owner is signed in', ({ house }) => expect(house.cookie.value).not.toBe(''));

test('an mbox is uploaded, comes in with its own dates, says what failed, and comes in once', async ({ page, balie, backstage }) => {
  await page.goto('/settings/imports');
  await expect(page.getByText('Koppel eerst een mailbox')).toBeVisible();
  await expectAccessible(page);

  const desk = await Desk.open(page, balie, backstage);
  await page.reload();
  const mails = Array.from({ length: 120 }, (_, nr) => archived(desk.address, nr)).join('');
  const file = { name: 'Alle mail.mbox', mimeType: 'application/mbox', buffer: Buffer.from(mails + NOBODY) };
  await takeScreens(page, 'imports-new', expectAccessible);
  await choose(page, file);
  await expect(page.getByText(/^Alle mail\.mbox · /u)).toBeVisible();
  await page.getByRole('button', { name: 'Importeren', exact: true }).click();

  const run = page.getByRole('article', { name: 'Mailbestanden naar Klantenservice' }).first();
  await expect(run.getByText('Klaar')).toBeVisible();
  await expect(run.getByText('120 binnen')).toBeVisible();
  await expect(run.getByText('1 niet gelukt')).toBeVisible();
  await run.getByRole('button', { name: 'Bekijk wat niet gelukt is' }).click();
  await expect(run.getByText('De mail heeft geen afzender.')).toBeVisible();
  await takeScreens(page, 'imports-done', expectAccessible);

  await choose(page, file);
  await page.getByRole('button', { name: 'Importeren', exact: true }).click();
  await expect(run.getByText('120 waren er al')).toBeVisible();

  await page.goto('/inbox/solved');
  await expect(page.getByRole('list', { name: 'Opgelost' }).getByRole('link').first()).toBeVisible();
  await page.goto('/inbox/open');
  await expect(page.getByRole('listitem').getByRole('link', { name: /Oude vraag/u })).toHaveCount(0);
});

async function choose(page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Bestanden kiezen' }).click()]);
  await chooser.setFiles(file);
}

const archived = (to: string, nr: number) =>
  [
    'From MAILER-DAEMON Mon May 06 10:00:00 2019',
    `From: Klant ${nr} <klant${nr}@klanten.test>`,
    `To: ${to}`,
    `Subject: Oude vraag ${nr}`,
    `Message-ID: <oud-${nr}-${to.replace('@', '.')}@klanten.test>`,
    'Date: Mon, 06 May 2019 10:00:00 +0000',
    '',
    'Hallo, dit is lang geleden.',
    '',
    '',
  ].join('\n');

const NOBODY =
  'From MAILER-DAEMON Mon May 06 10:00:00 2019\nSubject: Van niemand\nDate: Mon, 06 May 2019 10:00:00 +0000\n\nWie ben ik?\n\n';
