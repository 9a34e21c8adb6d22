import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import type { Backstage } from './support/backstage.ts';
import { mailOf } from './support/mail.ts';
import { expect, test } from './support/test.ts';

/** A mailbox from connecting to disconnecting, with a real mail server. */

const SHOP = { address: 'service@fietsenmaker.test', password: 'postbusgeheim' };

test.beforeEach('the owner is signed in', ({ house }) => expect(house.cookie.value).not.toBe(''));

test('old mail comes with it when asked for, a new mail is seen to arrive', async ({ page, backstage }) => {
  const address = 'oud@fietsenmaker.test';
  await backstage.addMailbox(address, SHOP.password);
  const yesterday = new Date(Date.now() - 24 * 3_600_000).toUTCString();
  await backstage.deliver(address, mail(address, 'Vraag van gisteren').replace(/^Date: .*$/mu, `Date: ${yesterday}`), 'jan@klant.test');
  await page.goto('/settings/channels');
  await expect(page.getByText('Nog geen kanalen')).toBeVisible();
  await page.getByRole('link', { name: 'E-mail koppelen' }).click();
  await fillServers(page, backstage, address);
  await page.getByLabel(`Wachtwoord van ${address}`).fill(SHOP.password);
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(page.getByText('In het postvak staat 1 mail.')).toBeVisible();
  await page.getByRole('radio', { name: 'Ook oude mail' }).check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Koppelen' }).click();
  await expect(page.getByRole('heading', { name: `${address} is gekoppeld` })).toBeVisible();

  await backstage.deliver(address, mail(address, 'Kan ik ruilen?'), 'jan@klant.test');
  await expect(page.getByText('Daar is hij')).toBeVisible();
  await expect(page.getByText('Jan de Vries · Kan ik ruilen?')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Naar de inbox', exact: true }).click();
  await expect(page.getByRole('link', { name: /Vraag van gisteren/u })).toBeVisible();
});

test('what is wrong with the settings is said for each way, in plain words', async ({ page, backstage }) => {
  await backstage.addMailbox(SHOP.address, SHOP.password);
  await page.goto('/settings/channels/new');
  await fillServers(page, backstage, SHOP.address);
  await page.getByRole('group', { name: 'Mail versturen (SMTP)' }).getByLabel('Poort').fill('1');
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(page.getByText('Vul het wachtwoord van de mailbox in')).toBeVisible();
  await page.getByLabel(`Wachtwoord van ${SHOP.address}`).fill('niet het wachtwoord');
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(page.getByText('De gebruikersnaam of het wachtwoord klopt niet.')).toBeVisible();
  await expect(page.getByText('127.0.0.1 neemt op poort 1 niet op. Klopt de poort?')).toBeVisible();
  await expectAccessible(page);
});

test('a refused password calls for its owner, who mends it; pause and disconnect do what they say', async ({ page, backstage }) => {
  const address = 'storing@fietsenmaker.test';
  await backstage.addMailbox(address, SHOP.password);
  await page.goto('/settings/channels/new');
  await fillServers(page, backstage, address);
  await page.getByLabel(`Wachtwoord van ${address}`).fill(SHOP.password);
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await page.getByRole('button', { name: 'Koppelen' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Kanalen' }).last().click();
  await page.getByRole('link', { name: address }).click();
  await expect(page.getByText('Werkt', { exact: true })).toBeVisible();

  await backstage.changePassword(address, 'nieuw geheim');
  await backstage.restartMailServer();
  await expect(page.getByText('De mailserver accepteert het wachtwoord niet meer.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Aanpassen' }).click();
  await page.getByLabel('Nieuw wachtwoord').fill('weer niet goed');
  await page.getByRole('button', { name: 'Testen en opslaan' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('De gebruikersnaam of het wachtwoord klopt niet.');
  await page.getByLabel('Nieuw wachtwoord').fill('nieuw geheim');
  await page.getByRole('button', { name: 'Testen en opslaan' }).click();
  await expect(page.getByText('Werkt', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Pauzeren' }).click();
  await expect(page.getByText('Dit kanaal staat op pauze')).toBeVisible();
  await page.getByRole('button', { name: 'Hervatten' }).click();
  await expect(page.getByText('Werkt', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Loskoppelen' }).click();
  const question = page.getByRole('dialog', { name: `${address} loskoppelen?` });
  await question.getByRole('button', { name: 'Annuleren' }).click();
  await expect(question).toHaveCount(0);
  await page.getByRole('button', { name: 'Loskoppelen' }).click();
  await question.getByRole('button', { name: 'Loskoppelen' }).click();
  await expect(page.getByText('Nog geen kanalen')).toBeVisible();
});

async function fillServers(page: Page, backstage: Backstage, address: string): Promise<void> {
  const { imapPort, smtpPort } = await backstage.mailServer();
  await page.getByLabel('Welk adres mailen je klanten?').fill(address);
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('button', { name: 'Instellingen aanpassen' }).click();
  for (const [name, port] of [
    ['Mail ophalen (IMAP)', imapPort],
    ['Mail versturen (SMTP)', smtpPort],
  ] as const) {
    const server = page.getByRole('group', { name });
    await server.getByLabel('Server').fill('127.0.0.1');
    await server.getByLabel('Poort').fill(String(port));
    await server.getByRole('combobox', { name: 'Beveiliging' }).click();
    await page.getByRole('option', { name: 'Geen' }).click();
  }
}

const mail = (to: string, subject: string) =>
  mailOf({ from: 'Jan de Vries <jan@klant.test>', to, subject, text: 'Hallo, ik heb een vraag.\n\nGroet, Jan' });
