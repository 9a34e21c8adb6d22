import type { Page } from '@playwright/test';
import { messageSaying, test } from './support/at-desk.ts';
import { expect } from './support/test.ts';

/** A day at the desk: what is dropped and pasted, letters of our own, and what is found again. */

test.describe.configure({ timeout: 120_000 });

test('a new letter takes what is dropped beside it, outlives Escape and a reload, and arrives', async ({ page, desk, backstage }) => {
  for (const address of ['nieuw@klanten.test', 'stil@klanten.test']) await backstage.addMailbox(address, 'geheim');
  await page.goto('/inbox/open');
  await expect(page.getByText('Alles beantwoord')).toBeVisible();
  await page.keyboard.press('c');
  const letter = page.getByRole('dialog', { name: 'Nieuw ticket' });
  await letter.getByRole('combobox', { name: 'Aan' }).fill('nieuw@klanten.test');
  await page.keyboard.press('Enter');
  await letter.getByRole('button', { name: 'Bcc' }).click();
  await page.keyboard.type('stil@klanten.test');
  await page.keyboard.press('Enter');
  await letter.getByRole('textbox', { name: 'Onderwerp' }).fill('Uw bestelling');
  await letter.getByRole('textbox', { name: /bericht/ }).fill('Hij staat klaar.');
  await dropOn(page, '#main', 'kwijt.txt');
  await dropOn(page, '[aria-label="Onderwerp"]', 'bon.txt');
  await expect(letter.getByText('bon.txt')).toBeVisible();
  await letter.getByRole('textbox', { name: 'Onderwerp' }).press('Escape');
  await expect(letter).toHaveCount(0);
  await expect(page.getByText('Je bericht staat klaar')).toBeVisible();

  await page.reload();
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  await page.keyboard.press('c');
  await expect(letter.getByRole('textbox', { name: /bericht/ })).toHaveText('Hij staat klaar.');
  await expect(letter.getByText('bon.txt')).toBeVisible();
  await expect(letter.getByText('kwijt.txt')).toHaveCount(0);
  await letter.getByRole('button', { name: 'Versturen', exact: true }).click();
  await expect(messageSaying(page, 'Hij staat klaar.')).toContainText('Verstuurd', { timeout: 30_000 });
  await page.keyboard.press('c');
  await expect(letter.getByRole('textbox', { name: 'Onderwerp' })).toHaveValue('');

  await expect.poll(async () => (await backstage.mailsOf('stil@klanten.test')).length, { timeout: 20_000 }).toBe(1);
  const [mail] = await backstage.mailsOf('nieuw@klanten.test');
  expect(mail).toMatchObject({ subject: expect.stringContaining('Uw bestelling'), attachments: [{ name: 'bon.txt' }] });
  expect(JSON.stringify(mail)).not.toContain('stil@klanten.test');
});

/** Lets a file go over a place, as from the desktop. Nothing of ours may leave it to the browser, which would open it. */
async function dropOn(page: Page, place: string, name: string, type = 'text/plain'): Promise<void> {
  const untouched = await page.locator(place).evaluate(
    (target, file) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([file.name], file.name, { type: file.type }));
      const events = ['dragover', 'drop'].map((event) => new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
      return events.filter((event) => target.dispatchEvent(event)).map((event) => event.type);
    },
    { name, type },
  );
  expect(untouched).toEqual([]);
}
