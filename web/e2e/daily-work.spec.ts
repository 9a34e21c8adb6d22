import type { Page } from '@playwright/test';
import { messageSaying, reply, test } from './support/at-desk.ts';
import { conversation } from './support/desk.ts';
import { mailOf } from './support/mail.ts';
import { expect } from './support/test.ts';

/** A day at the desk: what is dropped and pasted, letters of our own, and what is found again. */

test('a new letter takes what is dropped beside it, outlives Escape and a reload, and arrives', async ({ page, desk, backstage }) => {
  for (const address of ['nieuw@thuispost.test', 'stil@thuispost.test']) await backstage.addMailbox(address, 'geheim');
  await page.goto('/inbox/open');
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  await page.keyboard.press('c');
  const letter = page.getByRole('dialog', { name: 'Nieuw ticket' });
  await letter.getByRole('textbox', { name: 'Aan' }).fill('nieuw@thuispost.test');
  await page.keyboard.press('Enter');
  await letter.getByRole('button', { name: 'Bcc' }).click();
  await page.keyboard.type('stil@thuispost.test');
  await page.keyboard.press('Enter');
  await letter.getByRole('textbox', { name: 'Onderwerp' }).fill('Uw bestelling');
  await letter.getByRole('textbox', { name: /bericht/ }).fill('Hij staat klaar.');
  await dropOn(page, '#main', 'kwijt.txt');
  await dropOn(page, '[aria-label="Onderwerp"]', 'bon.txt');
  await expect(letter.getByText('bon.txt')).toBeVisible();
  await expect(letter.getByRole('progressbar')).toHaveCount(0);
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
  await expect(messageSaying(page, 'Hij staat klaar.')).toContainText('Verstuurd');
  await page.keyboard.press('c');
  await expect(letter.getByRole('textbox', { name: 'Onderwerp' })).toHaveValue('');

  await expect.poll(async () => (await backstage.mailsOf('stil@thuispost.test')).length).toBe(1);
  const [mail] = await backstage.mailsOf('nieuw@thuispost.test');
  expect(mail).toMatchObject({
    from: expect.stringContaining(desk.address),
    subject: expect.stringContaining('Uw bestelling'),
    attachments: [{ name: 'bon.txt' }],
  });
  expect(JSON.stringify(mail)).not.toContain('stil@thuispost.test');
});

test('a ticket is opened, read, given, answered with files, and found again, by keys where there are keys', async ({
  page,
  desk,
  backstage,
}) => {
  const from = 'Jan de Vries <jan@klanten.test>';
  await desk.receive({ from, subject: 'Eerdere vraag', text: 'Hoe laat zijn jullie open?' });
  const text = 'Mijn zool is kapot.\n\nOp ma 3 feb 2025 om 10:00 schreef De Fietsenmaker:\n> Wij zijn open tot zes uur.\n';
  const attachments = [{ name: 'zool.png', type: 'image/png', contents: Buffer.from(PIXEL, 'base64') }];
  await page.goto('/inbox/open');
  await expect(page.getByRole('list', { name: 'Alle open' })).toContainText('Eerdere vraag');
  await backstage.deliver(
    desk.address,
    mailOf({ from, to: desk.address, subject: 'Kapotte schoen', text, attachments }),
    'jan@klanten.test',
  );
  await expect(page.getByRole('list', { name: 'Alle open' })).toContainText('Kapotte schoen');
  await page.keyboard.press('Enter');
  const title = page.getByRole('heading', { level: 2 });
  await expect(title).toHaveText('Kapotte schoen');

  await expect(conversation(page)).toContainText('Mijn zool is kapot.');
  await expect(conversation(page)).not.toContainText('open tot zes uur');
  await conversation(page).getByRole('button', { name: 'Eerdere berichten tonen' }).click();
  await expect(conversation(page)).toContainText('open tot zes uur');
  await conversation(page)
    .getByRole('button', { name: /zool\.png.*bekijken/ })
    .click();
  const picture = page.getByRole('dialog', { name: 'zool.png' });
  await expect(picture.locator('img')).toHaveJSProperty('naturalWidth', 1);
  await page.keyboard.press('Escape');
  await expect(picture).toHaveCount(0);

  await page.keyboard.press('a');
  await page.keyboard.type('Sanne');
  await page.keyboard.press('Enter');
  await expect(conversation(page)).toContainText('Je pakte het op');
  const customer = page.getByRole('complementary', { name: 'Klant' });
  await expect(customer.getByRole('button', { name: /Eerdere vraag/ })).toBeVisible();
  const note = customer.getByRole('textbox', { name: 'Notitie over deze klant' });
  await note.fill('Belt liever.');
  const saved = page.waitForResponse((answer) => answer.url().includes('/api/contacts/') && answer.request().method() === 'PATCH');
  await note.press('Escape');
  await saved;
  await page.reload();
  await expect(note).toHaveValue('Belt liever.');

  let letThrough = () => {};
  const slow = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/attachments', async (route) => {
    await slow;
    await route.continue();
  });
  await reply(page).fill('Stuur hem maar terug, zie de bijlagen.');
  await pasteInto(page, REPLY, 'geplakt.txt');
  await dropOn(page, REPLY, 'gesleept.txt');
  await expect(page.getByRole('progressbar')).toHaveCount(2);
  letThrough();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await reply(page).press('Control+Enter');
  const answer = messageSaying(page, 'Stuur hem maar terug');
  for (const name of ['geplakt.txt', 'gesleept.txt']) await expect(answer).toContainText(name);

  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('zool');
  await expect(page.getByRole('list', { name: 'Zoeken' }).locator('mark')).toHaveText(['zool']);
  const palette = page.getByRole('combobox', { name: /^Zoek een ticket/ });
  for (const [words, found] of [
    ['1', 'Eerdere vraag'],
    ['Jan de', 'Kapotte schoen'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+k');
    await palette.fill(words);
    await page.getByRole('option', { name: found }).click();
    await expect(title).toHaveText(found);
  }
});

test('a mail that nobody could read is tried again, taken along and thrown away', async ({ page, desk, backstage }) => {
  await backstage.deliver(desk.address, 'Subject: Wie ben ik?\r\nMessage-ID: <x@y.test>\r\n\r\nHallo\r\n', '');
  const failures = async () => (await desk.ask<{ failedMessages: number }>(page, 'GET', '/api/views')).failedMessages;
  await expect.poll(failures).toBe(1);
  await page.goto('/inbox/failed');
  const failed = page.getByRole('listitem').filter({ hasText: 'Wie ben ik?' });
  await failed.getByRole('button', { name: 'Opnieuw proberen' }).click();
  await expect(page.getByText('We proberen het opnieuw. Lukt het')).toBeVisible();
  // It is no more readable than before.
  await expect.poll(failures).toBe(1);
  await expect(failed).toBeVisible();
  await failed.getByRole('button', { name: 'Meer over: Wie ben ik?' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Origineel downloaden' }).click();
  expect((await coming).suggestedFilename()).toMatch(/\.eml$/);
  await failed.getByRole('button', { name: 'Meer over: Wie ben ik?' }).click();
  await page.getByRole('menuitem', { name: 'Weggooien' }).click();
  await expect(page.getByText('Bericht weggegooid')).toBeVisible();
  await expect(page.getByText('Alles kwam aan')).toBeVisible();
});

const REPLY = '[role="textbox"][aria-label="Antwoord"]';
/** One pixel. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function pasteInto(page: Page, place: string, name: string): Promise<void> {
  await page.locator(place).evaluate((target, file) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([file], file, { type: 'text/plain' }));
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, name);
}

/** Lets a file go over a place, as from the desktop. Nothing of ours may leave it to the browser, which would open it. */
async function dropOn(page: Page, place: string, name: string): Promise<void> {
  const untouched = await page.locator(place).evaluate((target, file) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([file], file, { type: 'text/plain' }));
    const events = ['dragover', 'drop'].map((event) => new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
    return events.filter((event) => target.dispatchEvent(event)).map((event) => event.type);
  }, name);
  expect(untouched).toEqual([]);
}
