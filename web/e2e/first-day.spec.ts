import { createHash } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import type { Backstage, MailAtHome } from './support/backstage.ts';
import { mailOf } from './support/mail.ts';
import { expect, test } from './support/test.ts';

/** The first day with Balie, as a shop owner, a colleague and a customer live it, from the empty installation on. */

const SHOP = { address: 'service@fietsenmaker.test', password: 'postbusgeheim' };
const CUSTOMER = { name: 'Jan de Vries', address: 'jan@klant.test', password: 'klantgeheim' };
const SUBJECT = 'Fietspomp werkt niet';
const MANUAL = Buffer.from('Zo monteer je het ventiel: eerst draaien, dan drukken.\n');

// Started as people start it.
test.use({ ownProcess: true });

test('from the empty installation to a customer who was answered, in two browsers', async ({ page, browser, backstage, balie }) => {
  await backstage.addMailbox(SHOP.address, SHOP.password);
  await backstage.addMailbox(CUSTOMER.address, CUSTOMER.password);

  await test.step('the owner makes the organisation', () => setUp(page));
  await test.step('the owner connects the mailbox, with a live test', () => connectMailbox(page, backstage));
  const colleague = await test.step('a colleague comes in by a link', () => inviteColleague(page, browser));
  const both = [page, colleague];
  for (const each of both) {
    await each.goto(`${balie.url}/inbox/open`);
    await expect(each.getByText('Nog geen post')).toBeVisible();
  }

  const question = mailOf({
    from: `${CUSTOMER.name} <${CUSTOMER.address}>`,
    to: SHOP.address,
    subject: SUBJECT,
    text: 'Hallo,\n\nMijn nieuwe fietspomp blaast nergens lucht in. Wat doe ik verkeerd?\n\nGroet, Jan',
    messageId: '<vraag-1@klant.test>',
  });
  await test.step('a mail of a customer appears in both browsers by itself', async () => {
    await backstage.deliver(SHOP.address, question, CUSTOMER.address);
    for (const each of both) {
      await expect(row(each)).toContainText('blaast nergens lucht in');
      await expect(count(each, 'Alle open')).toHaveText('1');
      await expect(count(each, 'Niet toegewezen')).toHaveText('1');
    }
  });

  await test.step('the colleague answers with a file', async () => {
    await row(colleague).click();
    await expect(colleague.getByRole('article', { name: `Bericht van ${CUSTOMER.name}` })).toContainText('Wat doe ik verkeerd?');
    await answer(colleague, 'Draai eerst het ventiel open. In de bijlage staat hoe.');
    await expect(count(colleague, 'Wacht op klant')).toHaveText('1');
  });
  await test.step('the owner sees the ticket leave the list', async () => {
    await expect(count(page, 'Wacht op klant')).toHaveText('1');
    await expect(count(page, 'Alle open')).toHaveCount(0);
    await expect(count(page, 'Niet toegewezen')).toHaveCount(0);
  });

  const reply = await test.step('the customer finds a mail that hangs under the question', async () => {
    const mail = await firstMailOf(backstage, CUSTOMER.address);
    expect(mail).toMatchObject({
      from: SHOP.address,
      to: [CUSTOMER.address],
      inReplyTo: '<vraag-1@klant.test>',
      references: ['<vraag-1@klant.test>'],
    });
    expect(mail.subject).toBe(`Re: ${SUBJECT}`);
    expect(mail.text).toContain('Draai eerst het ventiel open.');
    expect(mail.attachments).toEqual([
      expect.objectContaining({ name: 'handleiding.txt', sha256: createHash('sha256').update(MANUAL).digest('hex') }),
    ]);
    return mail;
  });

  await test.step('the customer writes back, and the same ticket opens again in both browsers', async () => {
    const thanks = mailOf({
      from: `${CUSTOMER.name} <${CUSTOMER.address}>`,
      to: SHOP.address,
      subject: `Re: ${SUBJECT}`,
      text: 'Gelukt! Nu nog een vraag: past hij ook op een autoband?',
      references: [...reply.references, reply.messageId],
    });
    await backstage.deliver(SHOP.address, thanks, CUSTOMER.address);
    for (const each of both) {
      await expect(count(each, 'Alle open')).toHaveText('1');
      await expect(count(each, 'Wacht op klant')).toHaveCount(0);
    }
    await expect(row(page)).toHaveCount(1);
    await expect(row(page)).toContainText('past hij ook op een autoband');
    const conversation = colleague.getByRole('log');
    await expect(conversation.getByRole('article')).toHaveCount(3);
    await expect(conversation.getByRole('article').last()).toContainText('past hij ook op een autoband');
  });
});

async function setUp(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Welkom bij Balie' })).toBeVisible();
  await page.getByLabel('Je bedrijf').fill('De Fietsenmaker');
  await expect(page.getByLabel('Je webshop')).toHaveValue('De Fietsenmaker');
  await page.getByLabel('Je naam').fill('Sanne Visser');
  await page.getByLabel('Je e-mailadres').fill('sanne@fietsenmaker.test');
  await page.getByLabel('Kies een wachtwoord').fill('een lang wachtwoord');
  await page.getByRole('button', { name: 'Balie openen' }).click();
  await expect(page.getByRole('heading', { name: 'E-mail koppelen' })).toBeVisible();
}

async function connectMailbox(page: Page, backstage: Backstage): Promise<void> {
  const { imapPort, smtpPort } = await backstage.mailServer();
  await page.getByLabel('Welk adres mailen je klanten?').fill(SHOP.address);
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.getByRole('button', { name: 'Instellingen aanpassen' }).click();
  for (const [group, port] of [
    ['Mail ophalen (IMAP)', imapPort],
    ['Mail versturen (SMTP)', smtpPort],
  ] as const) {
    const fields = page.getByRole('group', { name: group });
    await fields.getByLabel('Server').fill('127.0.0.1');
    await fields.getByLabel('Poort').fill(String(port));
    await fields.getByRole('combobox', { name: 'Beveiliging' }).click();
    await page.getByRole('option', { name: 'Geen' }).click();
  }
  const password = page.getByLabel(`Wachtwoord van ${SHOP.address}`);
  await password.fill('niet het wachtwoord');
  await page.getByRole('button', { name: 'Verbinding testen' }).click();
  await expect(page.getByText('De gebruikersnaam of het wachtwoord klopt niet.').first()).toBeVisible();
  await password.fill(SHOP.password);
  await page.getByRole('button', { name: /testen$/ }).click();
  await expect(page.getByText('De verbinding werkt.')).toBeVisible();
  await page.getByRole('button', { name: 'Koppelen' }).click();
  await expect(page.getByRole('heading', { name: `${SHOP.address} is gekoppeld` })).toBeVisible();
}

/** @returns the page of the colleague, signed in, in a browser of their own */
async function inviteColleague(page: Page, browser: Browser): Promise<Page> {
  await page.goto('/settings/colleagues');
  await page.getByRole('button', { name: 'Collega uitnodigen' }).click();
  await page.getByLabel('E-mailadres van je collega').fill('karim@fietsenmaker.test');
  await page.getByRole('button', { name: 'Uitnodigen', exact: true }).click();
  const link = await page.getByLabel('Link van de uitnodiging').inputValue();
  const context = await browser.newContext({ locale: 'nl-NL', viewport: { width: 1440, height: 900 } });
  const colleague = await context.newPage();
  await colleague.goto(link);
  await colleague.getByLabel('Je naam').fill('Karim el Idrissi');
  await colleague.getByLabel('Kies een wachtwoord').fill('nog een lang wachtwoord');
  await colleague.getByRole('button', { name: 'Meedoen' }).click();
  await expect(colleague.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  return colleague;
}

async function answer(page: Page, text: string): Promise<void> {
  const composer = page.getByRole('region', { name: 'Antwoord' });
  await composer.getByRole('textbox', { name: 'Antwoord' }).fill(text);
  const choosing = page.waitForEvent('filechooser');
  await composer.getByRole('button', { name: 'Bestand bijvoegen' }).click();
  await (await choosing).setFiles({ name: 'handleiding.txt', mimeType: 'text/plain', buffer: MANUAL });
  await expect(composer.getByText('handleiding.txt')).toBeVisible();
  await composer.getByRole('button', { name: 'Versturen', exact: true }).click();
  await expect(page.getByRole('article', { name: 'Antwoord van Karim el Idrissi' })).toContainText('Verstuurd');
}

/** The customer's row in the list. */
const row = (page: Page) => page.getByRole('link').filter({ hasText: CUSTOMER.name }).filter({ hasText: SUBJECT });

/** What stands behind a view; absent when it holds nothing. */
const count = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name: view }).getByText(/^\d+$/);

async function firstMailOf(backstage: Backstage, address: string): Promise<MailAtHome> {
  await expect.poll(async () => (await backstage.mailsOf(address)).length).toBe(1);
  const [mail] = await backstage.mailsOf(address);
  if (!mail) throw new Error('The mail is gone again');
  return mail;
}
