import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import type { Backstage } from './support/backstage.ts';
import { conversation, rowOf } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect, test } from './support/test.ts';

/** WhatsApp, from connecting a number to a template after the window. */

const PHOTO = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC';
const say = (body: string, more: object = {}) => ({ type: 'text', text: { body }, ...more });
const messageSaying = (page: Page, words: string) => conversation(page).getByRole('article').filter({ hasText: words });

test.beforeEach('the owner is signed in', ({ house }) => expect(house.cookie.value).not.toBe(''));

/** By the guided page. @returns the address that Meta calls */
async function connect(page: Page, backstage: Backstage, look?: (name: string) => Promise<void>): Promise<string> {
  const meta = await backstage.whatsApp();
  await page.goto('/settings/channels/new-whatsapp');
  await page.getByLabel('Telefoonnummer-ID').fill(meta.phoneNumberId);
  await page.getByLabel('WhatsApp Business-account-ID').fill(meta.businessAccountId);
  await page.getByLabel('Toegangstoken').fill(meta.accessToken);
  await page.getByLabel('App-geheim').fill(meta.appSecret);
  await look?.('connect-whatsapp');
  await page.getByRole('button', { name: 'Testen en koppelen' }).click();
  const url = await page.getByRole('textbox', { name: 'Callback-URL' }).inputValue();
  await look?.('connect-whatsapp-webhook');
  const verifyToken = await page.getByRole('textbox', { name: 'Verificatietoken' }).inputValue();
  expect(await backstage.whatsAppVerify(url, verifyToken)).toBe(200);
  await expect(page.getByText('Meta heeft ons gevonden.')).toBeVisible();
  await page.getByRole('button', { name: 'Verder' }).click();
  return url;
}

test('a number is connected, every kind of message is shown, and answered with words, a quote and a sign', async ({ page, backstage }) => {
  const url = await connect(page, backstage, (name) => takeScreens(page, name, expectAccessible));
  await backstage.whatsAppWrites(url, [say('Hoi! Ik heb een vraag over bestelling 42118.')]);
  await expect(page.getByText('Je eerste bericht is binnen')).toBeVisible();
  await takeScreens(page, 'connect-whatsapp-arrived', expectAccessible);
  await page.getByRole('link', { name: 'Bekijken' }).click();
  await expect(messageSaying(page, 'bestelling 42118')).toBeVisible();

  const photo = await backstage.whatsAppFile(PHOTO, 'image/png');
  const voice = await backstage.whatsAppFile('T2dnUwACAAAAAAAAAAA=', 'audio/ogg');
  const pdf = await backstage.whatsAppFile('JVBERi0xLjQKJQ==', 'application/pdf');
  const sticker = await backstage.whatsAppFile(PHOTO, 'image/webp');
  await backstage.whatsAppWrites(url, [
    { type: 'image', image: { ...photo, caption: 'Zo kwam de lamp aan' } },
    { type: 'audio', audio: { ...voice, voice: true } },
    { type: 'document', document: { ...pdf, filename: 'bon-42118.pdf', caption: 'De bon' } },
    { type: 'sticker', sticker },
    { type: 'location', location: { latitude: 52.37, longitude: 4.89, name: 'Thuis', address: 'Prinsengracht 1, Amsterdam' } },
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Karim de Wit' }, phones: [{ phone: '+31 6 87654321' }] }] },
    { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Ruilen', description: 'Binnen 30 dagen' } } },
    { type: 'order', order: { product_items: [{ product_retailer_id: 'LAMP-7', quantity: 2, item_price: 24.95, currency: 'EUR' }] } },
    say('Is dit hem?', { referral: { source_url: 'https://fb.me/x', headline: 'Nieuwe lampen' } }),
    { type: 'unsupported', errors: [{ code: 131051, title: 'Message type unknown' }] },
    say('Kunnen jullie hem ruilen?'),
  ]);
  await expect(messageSaying(page, 'Kunnen jullie hem ruilen?')).toBeVisible();
  for (const words of [
    'Zo kwam de lamp aan',
    'Spraakbericht',
    'bon-42118.pdf',
    'Prinsengracht 1',
    'Karim de Wit',
    'Binnen 30 dagen',
    'LAMP-7',
    'Nieuwe lampen',
  ]) {
    await expect(messageSaying(page, words).first()).toBeAttached();
  }
  await expect(page.getByText(/Nog 2[34] uur om te antwoorden/u)).toBeVisible();

  // By key: this answer refers to the customer's last words, and the customer sees that somebody writes.
  await page.keyboard.press('q');
  await expect(page.getByRole('textbox', { name: 'Antwoord' })).toBeFocused();
  await expect(page.getByRole('button', { name: 'Niet op dit bericht antwoorden' })).toBeVisible();
  await backstage.whatsAppTaken();
  await page.keyboard.type('Jazeker, ik regel het voor je.');
  await takeScreens(page, 'whatsapp-quote', expectAccessible);
  await page.keyboard.press('Control+Enter');
  const answer = messageSaying(page, 'Jazeker, ik regel het voor je.');
  await expect(answer).toContainText('Kunnen jullie hem ruilen?');
  await expect(answer).toContainText('Bezorgd');

  // By key as well: a sign on it, and back again by mouse.
  await page.keyboard.press('Escape');
  await page.keyboard.press('y');
  await page.getByRole('menuitem', { name: 'Reageren met 👍' }).click();
  const asked = messageSaying(page, 'Kunnen jullie hem ruilen?').first();
  await expect(asked.getByRole('button', { name: 'Reactie 👍 terughalen' })).toBeVisible();
  await expect.poll(async () => sent(await backstage.whatsAppTaken())).toContain('reaction');
  await takeScreens(page, 'whatsapp-ticket', expectAccessible);
  await asked.getByRole('button', { name: 'Reactie 👍 terughalen' }).click();
  await expect(asked.getByRole('list', { name: 'Reacties' })).toHaveCount(0);
});

const sent = ({ messages }: Awaited<ReturnType<Backstage['whatsAppTaken']>>) => messages.map(({ type }) => type);

test('after the window a template is found, filled in, seen and sent, by keyboard alone; and begins a conversation', async ({
  page,
  backstage,
}) => {
  const url = await connect(page, backstage);
  await backstage.whatsAppWrites(url, [say('Hoi, waar blijft bestelling 42118?')], 30);
  await page.goto('/inbox/open');
  await rowOf(page, 'waar blijft bestelling').first().click();
  await expect(page.getByText('De klant schreef langer dan 24 uur geleden. Dan kan alleen een goedgekeurd sjabloon.')).toBeVisible();
  await page.keyboard.press('r');
  const search = page.getByRole('combobox', { name: 'Zoek een sjabloon' });
  await expect(search).toBeFocused();
  const options = page.getByRole('option');
  // Of the customer's language first; what cannot be sent last.
  await expect(options.first()).toContainText('NL');
  await expect(options.last()).toContainText(/afgekeurd|stilgezet|niet worden ingevuld/u);
  await takeScreens(page, 'whatsapp-templates', expectAccessible);
  await page.keyboard.type('bezorg');
  await expect(options).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Invulplek 1')).toHaveValue('Loïs');
  await expect(page.getByLabel('Invulplek 2')).toHaveValue('42118');
  await expect(page.getByRole('figure', { name: 'Zo ziet de klant het' })).toContainText(
    'Hoi Loïs, we hebben nieuws over je bestelling 42118.',
  );
  await takeScreens(page, 'whatsapp-template', expectAccessible);
  await page.getByLabel('Invulplek 2').fill('');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Vul elke plek in')).toBeVisible();
  await page.keyboard.type('4211');
  await page.keyboard.press('Control+Enter');
  // Taken back, it is the template again, with what was filled in.
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(page.getByLabel('Invulplek 1')).toHaveValue('Loïs');
  await expect(page.getByLabel('Invulplek 2')).toHaveValue('4211');
  await page.reload();
  await page.getByLabel('Invulplek 2').fill('42118');
  await page.keyboard.press('Control+Enter');
  const answer = messageSaying(page, 'Hoi Loïs, we hebben nieuws over je bestelling 42118.');
  await expect(answer).toContainText('Sjabloon: Bezorgupdate');
  await expect(answer).toContainText('Bezorgd');

  // The customer answers: from then on free words go again.
  await backstage.whatsAppWrites(url, [say('Dank je! Ik wacht het af.')]);
  await expect(page.getByRole('textbox', { name: 'Antwoord' })).toBeVisible();

  await page.getByRole('button', { name: 'Schrijf via WhatsApp' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuw ticket' });
  await expect(dialog.getByLabel('Telefoonnummer van de klant')).toHaveValue('+31612345678');
  await dialog.getByRole('combobox', { name: 'Zoek een sjabloon' }).fill('retour');
  await page.keyboard.press('Enter');
  await takeScreens(page, 'whatsapp-new', (there) => expectAccessible(there, '[role="dialog"]'));
  await dialog.getByLabel('Retour (kop)').fill('R-12');
  await dialog.getByLabel('Bedrag').fill('€ 24,95');
  await dialog.getByLabel('Achter de knop “Bekijk je retour”').fill('R-12');
  await dialog.getByRole('button', { name: 'Versturen' }).click();
  await expect(page.getByRole('heading', { name: 'Retour ontvangen', level: 2 })).toBeVisible();
  await expect(messageSaying(page, 'Je hebt € 24,95 binnen vijf dagen terug.')).toContainText('Bezorgd');
});

test('the owner sees which templates there are, fetches them anew, and decides what customers are told', async ({ page, backstage }) => {
  await connect(page, backstage);
  await page.goto('/settings/channels');
  await page
    .getByRole('link', { name: /^WhatsApp(?! koppelen)/u })
    .first()
    .click();
  await expect(page.getByText('5 goedgekeurde sjablonen')).toBeVisible();
  await page.getByRole('button', { name: 'Opnieuw ophalen' }).click();
  const told = page.getByRole('switch', { name: 'Klanten zien dat hun bericht is gelezen en dat er iemand typt' });
  await expect(told).toBeChecked();
  await takeScreens(page, 'whatsapp-settings', expectAccessible);
  await told.press('Space');
  await expect(told).not.toBeChecked();
});
