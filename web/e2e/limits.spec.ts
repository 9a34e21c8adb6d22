import { randomBytes } from 'node:crypto';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { BalieServer } from './support/balie-server.ts';
import { setUpHouse } from './support/house.ts';
import { mailOf } from './support/mail.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** What goes beyond a limit: it waits, goes as a link, or is named as left out; and the owner sets the limits. */

const MB = 1024 * 1024;
// A mailbox makes its domain one that refuses whom it does not know: other journeys write to strangers there.
const CUSTOMER = 'klant1@thuispost.test';

test('limits are set in sentences, and what goes beyond them is seen at the message', async ({ page, desk, backstage, balie, browser }) => {
  await backstage.addMailbox(CUSTOMER, 'klantgeheim');
  const { items } = await desk.ask<{ items: { id: string }[] }>(page, 'GET', '/api/channel-accounts');
  const accountId = items[0]?.id ?? '';
  await desk.ask(page, 'PATCH', `/api/channel-accounts/${accountId}/limits`, { maxMailBytes: MB, maxIncomingBytes: MB });
  await desk.receive({ from: `Klant 1 <${CUSTOMER}>`, subject: 'Vraag 1', text: 'Ik heb een vraag.' });

  // A file that does not fit goes as a link, and the composer says so beforehand.
  await open(page, 'Vraag 1');
  await reply(page).fill('Hierbij de handleiding.');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bestand bijvoegen' }).click();
  await (await choosing).setFiles({ name: 'handleiding.pdf', mimeType: 'application/pdf', buffer: randomBytes(2 * MB) });
  await expect(page.getByText(/2,1 MB · gaat als link/u)).toBeVisible();
  await page.mouse.move(700, 400);
  await takeScreens(page, 'composer-link', expectAccessible);
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
  const sent = messageSaying(page, 'Hierbij de handleiding.');
  await expect(sent.getByText(/Als link, te downloaden tot en met .+ · nog niet gedownload/u)).toBeVisible();

  // The customer, in a browser of their own.
  const link = await expect
    .poll(async () => /\/api\/downloads\/[\w-]{43}/.exec((await backstage.mailsOf(CUSTOMER)).map(({ text }) => text).join())?.[0] ?? '', {})
    .not.toBe('')
    .then(async () => /\/api\/downloads\/[\w-]{43}/.exec((await backstage.mailsOf(CUSTOMER)).map(({ text }) => text).join())?.[0] ?? '');
  const customer = await (await browser.newContext({ baseURL: balie.url, locale: 'nl-NL' })).newPage();
  await customer.goto(link);
  await expect(customer.getByRole('heading', { name: 'fietsenmaker.nl stuurt je een bestand.' })).toBeVisible();
  await takeScreens(customer, 'download-page', expectAccessible);
  const downloading = customer.waitForEvent('download');
  await customer.getByRole('link', { name: 'Downloaden' }).click();
  expect((await downloading).suggestedFilename()).toBe('handleiding.pdf');
  await expect(sent.getByText(/1 keer gedownload/u)).toBeVisible();
  await sent.getByRole('button', { name: 'Link naar handleiding.pdf intrekken' }).click();
  await expect(sent.getByText(/Link ingetrokken/u)).toBeVisible();
  await customer.goto(link);
  await expect(customer.getByText('Dit bestand is hier niet meer te downloaden')).toBeVisible();

  // A mail that is too large comes in as far as it fits, and its sender is told.
  await backstage.deliver(
    desk.address,
    mailOf({
      from: `Jan de Vries <${CUSTOMER}>`,
      to: desk.address,
      subject: 'Filmpjes van mijn fiets',
      text: 'Hierbij de filmpjes van mijn fiets. Groeten, Jan',
      attachments: [
        { name: 'film-van-het-achterwiel.mp4', type: 'video/mp4', contents: randomBytes(2 * MB) },
        { name: 'bon.txt', type: 'text/plain', contents: Buffer.from('een bon') },
      ],
    }),
    CUSTOMER,
  );
  await open(page, 'Filmpjes van mijn fiets');
  const large = messageSaying(page, 'Hierbij de filmpjes');
  await expect(large.getByRole('list', { name: 'Niet aangenomen bestanden' })).toContainText('film-van-het-achterwiel.mp4');
  await expect(large.getByText('bon.txt')).toBeVisible();
  const told = messageSaying(page, 'Bedankt voor je bericht.');
  await expect(told.getByText('Automatisch bericht')).toBeVisible();
  await takeScreens(page, 'left-out', expectAccessible);

  // More than a minute may hold waits, visibly.
  await desk.ask(page, 'PATCH', `/api/channel-accounts/${accountId}/limits`, { sending: { perMinute: 1, perDay: null } });
  await reply(page).fill('Dit moet even wachten.');
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
  await expect(reply(page)).toHaveText('');
  await reply(page).fill('En dit ook.');
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
  await expect(page.getByText(/Wacht op de verzendlimiet van service-.+, gaat weg om ongeveer \d\d:\d\d/u).first()).toBeVisible();
  await takeScreens(page, 'sending-limit', expectAccessible);

  // The owner sees how much is used, and sets what may be.
  await page.goto(`/settings/channels/${accountId}`);
  await expect(page.getByText(/Er wacht(?:en)? nu \d+ bericht/u)).toBeVisible();
  await page.getByRole('button', { name: 'Mails per minuut: hoogstens 1' }).click();
  await page.getByRole('menuitemradio', { name: 'onbeperkt veel' }).click();
  await expect(page.getByRole('button', { name: 'Mails per minuut: onbeperkt veel' })).toBeVisible();
  await expect(page.getByText('Antwoorden gaan voor automatische mail.')).toBeVisible();
  const copies = page.getByRole('switch', { name: 'Antwoorden ook in de map Verzonden zetten' });
  await expect(copies).toBeChecked();
  await copies.click({ force: true });
  await expect(copies).not.toBeChecked();
  await takeScreens(page, 'channel-limits', expectAccessible);
});

test('a shop that forwards its mail gives a server for sending, which is tried first', async ({ page, context, backstage }) => {
  const address = 'info@fietsenmaker.test';
  await backstage.addMailbox(address, 'postbusgeheim');
  const { smtpPort } = await backstage.mailServer();
  const balie = await BalieServer.start(await backstage.newDatabase(), async (environment) => {
    environment['BALIE_SMTP_LISTEN_PORT'] = String(20_000 + Math.floor(Math.random() * 12_000));
    environment['BALIE_SMTP_LISTEN_HOST'] = '127.0.0.1';
    environment['BALIE_SMTP_DOMAIN'] = 'in.balie.test';
  });
  try {
    const house = await setUpHouse(balie.url);
    await context.addCookies([{ ...house.cookie, url: balie.url }]);
    const shops = await (await page.request.get(`${balie.url}/api/shops`)).json();
    const made = await page.request.post(`${balie.url}/api/channels/email/forwarding`, {
      data: { address, shopId: shops.items[0].id, name: 'Info', smtp: null },
    });
    const { id } = await made.json();
    await page.goto(`${balie.url}/settings/channels/${id}`);
    await expect(page.getByText('Je kunt nog niet antwoorden vanaf dit adres.')).toBeVisible();
    await takeScreens(page, 'forwarding', expectAccessible);

    await page.getByRole('button', { name: 'Server instellen' }).click();
    const dialog = page.getByRole('dialog', { name: `Versturen van ${address}` });
    await dialog.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1');
    await dialog.getByLabel('Poort').fill(String(smtpPort));
    await dialog.getByRole('combobox', { name: 'Beveiliging' }).click();
    await page.getByRole('option', { name: 'Geen' }).click();
    await dialog.getByLabel('Gebruikersnaam').fill(address);
    await dialog.getByLabel('Wachtwoord voor versturen').fill('niet het wachtwoord');
    await dialog.getByRole('button', { name: 'Testen en opslaan' }).click();
    await expect(dialog.getByRole('alert')).toContainText('De gebruikersnaam of het wachtwoord klopt niet.');
    await takeScreens(page, 'forwarding-server', expectAccessible);
    await dialog.getByLabel('Wachtwoord voor versturen').fill('postbusgeheim');
    await dialog.getByRole('button', { name: 'Testen en opslaan' }).click();
    await expect(page.getByText('Antwoorden gaan weg via 127.0.0.1.')).toBeVisible();
  } finally {
    await balie.stop();
  }
});
