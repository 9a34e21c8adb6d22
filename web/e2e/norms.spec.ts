import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/at-desk.ts';
import { ALERT, BELL, BOARD } from './support/norm-board.ts';
import { takePicture, takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** Norms: nothing at first, one of the house, those of bol.com as soon as it asks; and a week in which there is something to see. */

test('norms are set, seen live, and told of before they are missed', async ({ page, desk }) => {
  await page.goto('/norms');
  await expect(page.getByRole('heading', { name: 'Nog geen normen', level: 1 })).toBeVisible();
  await takeScreens(page, 'norms-empty', expectAccessible);

  await page.getByRole('link', { name: 'Eigen norm instellen' }).click();
  await expect(page.getByText('Nog geen eigen normen')).toBeVisible();
  await page.getByRole('link', { name: 'Nieuwe norm' }).click();
  await page.getByLabel('Naam').fill('Antwoord binnen 2 uur');
  await page.getByRole('textbox', { name: 'Tijd' }).fill('2 u');
  await page.getByRole('textbox', { name: 'Deel' }).fill('95');
  await takeScreens(page, 'norm-settings', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('link', { name: /Antwoord binnen 2 uur/u })).toContainText('95%');
  await takeScreens(page, 'norms-settings', expectAccessible);

  // bol.com is connected, and a customer asks: it stands among what is to be answered first, without a refresh.
  const { items } = await desk.ask<{ items: { id: string; address: string }[] }>(page, 'GET', '/api/channel-accounts');
  const mailAccountId = items.find(({ address }) => address === desk.address)?.id;
  await desk.ask(page, 'POST', '/api/channels/bol/accounts', { mailAccountId, name: 'bol', contactAddress: desk.address });
  await page.goto('/settings/norms');
  const sellsIn = page.getByLabel(/Waar .* op bol.com verkoopt/u).and(page.locator('input'));
  await sellsIn.click();
  await page.getByRole('option', { name: 'Nederland', exact: true }).click();
  await expect(sellsIn).toHaveValue('Nederland');
  await takeScreens(page, 'norms-markets', expectAccessible);
  await page.goto('/norms');
  await expect(page.getByText('Alle vragen zijn beantwoord', { exact: false })).toBeVisible();
  await desk.receive({
    from: '"Jan de Vries via bol.com" <2abcdefghijklmnopqrstuvwxyz234@klantbericht.bol.com>',
    subject: 'Vraag over bestelling 1042823870',
    text: 'Bestelnummer: 1042823870\nKlant: Jan de Vries\nOnderwerp: Levering\n\nVraag van de klant:\nWaar blijft mijn fiets?\n\nBeantwoord deze vraag binnen 24 uur in je verkoopaccount.',
  });
  const next = page.getByRole('region', { name: 'Eerst beantwoorden' }).getByRole('link');
  await expect(next).toHaveCount(1);
  await expect(page.getByText('0 van de 1 vragen', { exact: false })).toBeVisible();

  // What the mail of bol.com says goes before what was worked out.
  await page.getByRole('button', { name: /Wat de mail zegt/u }).click();
  await page.getByRole('menuitemradio', { name: 'geeft een strike' }).click();
  await expect(page.getByText('1 van 5')).toBeVisible();
  await next.click();
  await expect(page).toHaveURL(/ticket=\d+/u);
});

test('a week with a norm in danger, and one that is missed', async ({ page, house }) => {
  expect(house.cookie.value).not.toBe('');
  await page.clock.setFixedTime(new Date(BOARD.at));
  await page.route('**/api/norms', (route) => route.fulfill({ json: BOARD }));
  await page.route('**/api/norms/alerts', (route) => route.fulfill({ json: ALERT }));
  await page.route('**/api/notifications?**', (route) => route.fulfill({ json: BELL }));
  await page.goto('/norms');
  await expect(page.getByText('6 van de 41 vragen zijn te laat', { exact: false })).toBeVisible();
  await expect(page.getByText('Gaan er nog 3 over de tijd, dan is een strike waarschijnlijk.', { exact: false })).toBeVisible();
  await expect(page.getByText('De volgende gaat 14:20 over de tijd.', { exact: false })).toBeVisible();
  await expect(page.getByText('Reactietijd bol.com dreigt onder de norm te komen.')).toBeVisible();
  await takeScreens(page, 'norms', expectAccessible);
  // The bell tells leads, too, and leads here.
  await page
    .getByRole('button', { name: /^Meldingen/u })
    .first()
    .click();
  await expect(page.getByText('Een norm dreigt onder de grens te komen')).toBeVisible();
  await expect(page.getByText('Reactietijd · bol.com · De Fietsenmaker van Amersfoort')).toBeVisible();
  await expectAccessible(page, '[role="dialog"]');
  await takePicture(page, 'norm-bell');
  await page.getByText('Een norm dreigt onder de grens te komen').click();
  await expect(page).toHaveURL(/\/norms$/u);
  await page.getByRole('heading', { name: 'Eigen normen' }).scrollIntoViewIfNeeded();
  await takeScreens(page, 'norms-below');
});
