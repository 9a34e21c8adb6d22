import { expectAccessible } from './support/accessibility.ts';
import { reply, test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** bol's customer questions, from connecting them to teaching a mail that nobody knew. */

const RELAY = '2abcdefghijklmnopqrstuvwxyz234@klantbericht.bol.com';
const QUESTION = [
  'Hallo verkooppartner,',
  '',
  'Je hebt een nieuwe vraag van een klant.',
  '',
  'Bestelnummer: 1042823870',
  'Klant: Jan de Vries',
  'Artikel: Gazelle Orange C7 HMB 2026, maat 57, mat zwart, met extra sterke accu van 625 Wh',
  'EAN: 8712345678906',
  'Onderwerp: Levering',
  'Land: België',
  '',
  'Vraag van de klant:',
  'Wanneer komt mijn fiets? Volgens bol zou hij gisteren al bezorgd zijn.',
  '',
  'Beantwoord deze vraag binnen 24 uur in je verkoopaccount.',
].join('\n');

test('bol is connected, its question answered with care, and an unknown mail taught', async ({ page, desk, backstage }) => {
  await backstage.addMailbox(RELAY, 'klantgeheim');
  await page.goto('/settings/channels');
  await page.getByRole('link', { name: 'bol.com koppelen' }).click();
  await expect(page.getByLabel('Contactadres bij bol')).toHaveValue(desk.address);
  await takeScreens(page, 'connect-bol', expectAccessible);
  await page.getByRole('button', { name: 'Verder' }).click();

  // Both ways of the mailbox, then bol's own mail about the address.
  await page.getByRole('button', { name: 'Testvraag sturen' }).click();
  await expect(page.getByText('De testvraag is aangekomen')).toBeVisible();
  await desk.receive({
    from: 'bol <partner@mail.bol.com>',
    subject: 'Bevestig je e-mailadres',
    text: 'Je verificatiecode: 482913\n\nOf klik op https://partner.bol.com/confirm?token=abc123',
  });
  await expect(page.getByText('482913')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bevestigen bij bol' })).toHaveAttribute(
    'href',
    'https://partner.bol.com/confirm?token=abc123',
  );
  await takeScreens(page, 'connect-bol-address', expectAccessible);
  await page.getByRole('button', { name: 'Verder' }).click();
  await expect(page.getByText('Wachten op de eerste klantvraag')).toBeVisible();
  const asked = { from: `"Jan de Vries via bol.com" <${RELAY}>`, subject: 'Vraag over bestelling 1042823870', text: QUESTION };
  await desk.receive(asked);
  await expect(page.getByText('De eerste vraag is er')).toBeVisible();
  await takeScreens(page, 'connect-bol-question', expectAccessible);
  await page.getByRole('link', { name: 'Bekijken' }).click();

  const facts = page.getByRole('region', { name: 'Vraag via bol.com' });
  await expect(facts).toContainText('1042823870');
  await expect(facts).toContainText('België');
  await expect(conversation(page)).toContainText('Wanneer komt mijn fiets?');
  await expect(conversation(page)).not.toContainText('Hallo verkooppartner');
  await expect(page.getByText('Alleen mensen antwoorden hier.')).toBeVisible();
  await takeScreens(page, 'bol-ticket', expectAccessible);

  // An answer that says nothing is held up once.
  await reply(page).click();
  await page.keyboard.type('Beste Jan, bedankt voor je bericht. We komen er zo snel mogelijk op terug.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Dit antwoord vraagt alleen om geduld')).toBeVisible();
  await takeScreens(page, 'bol-hold', expectAccessible);
  await page.getByRole('button', { name: 'Verder schrijven' }).click();
  await reply(page).click();
  await page.keyboard.type(' Je fiets ligt bij het depot in Gent en komt morgen tussen 9 en 12 uur.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(async () => (await backstage.mailsOf(RELAY)).length).toBe(1);
  const [answer] = await backstage.mailsOf(RELAY);
  expect(answer).toMatchObject({ from: desk.address, subject: 'Re: Vraag over bestelling 1042823870' });

  // The customer's answer comes into the same ticket.
  await desk.receive({ ...asked, subject: 'Re: Vraag over bestelling 1042823870', text: 'Fijn, dank u wel!' });
  await page.goto('/inbox/open');
  await expect(rowOf(page, 'Jan de Vries')).toContainText('Fijn, dank u wel!');
  await rowOf(page, 'Jan de Vries').click();
  await expect(conversation(page)).toContainText('Fijn, dank u wel!');
  await expect(conversation(page)).toContainText('depot in Gent');

  // What no pattern knows is shown as such, and taught.
  await desk.receive({
    from: 'bol <service@partner.bol.com>',
    subject: 'Een koper wil iets weten (2000000006)',
    text: `Koper: Els Peeters\nAntwoord aan ${RELAY}\nHij vraagt: past dit zadel op een Gazelle?`,
  });
  // New arrivals wait behind a pill while the list is being read.
  await expect(async () => {
    await page.goto('/inbox/open');
    await expect(rowOf(page, 'Een koper wil iets weten')).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await rowOf(page, 'Een koper wil iets weten').click();
  await expect(page.getByText('Niet herkend als klantvraag van bol.com')).toBeVisible();
  await takeScreens(page, 'bol-unknown', expectAccessible);
  await page.getByRole('link', { name: 'Leren herkennen' }).click();
  await expect(page.getByText('Dit patroon herkent de mail.')).toBeVisible();
  await page.getByLabel('Achter een van deze woorden').last().fill('hij vraagt');
  await expect(page.getByRole('status').filter({ hasText: 'past dit zadel' })).toBeVisible();
  await takeScreens(page, 'bol-teach', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan en mail opnieuw lezen' }).click();
  await expect(page.getByRole('button', { name: /Eigen patroon/u })).toBeVisible();
  await takeScreens(page, 'bol-patterns', expectAccessible);
  await page.goto('/inbox/open');
  await rowOf(page, 'Een koper wil iets weten').click();
  await expect(page.getByRole('region', { name: 'Vraag via bol.com' })).toContainText('2000000006');

  await page.goto('/settings/channels');
  await page.getByRole('main').getByRole('link').filter({ hasText: desk.address }).filter({ hasText: 'bol.com' }).click();
  await expect(page.getByText('Klantvragen komen binnen')).toBeVisible();
  await takeScreens(page, 'bol-settings', expectAccessible);
});
