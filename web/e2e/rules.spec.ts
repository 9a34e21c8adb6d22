import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** What is done by itself, and words that are written once: settled in sentences, seen at work. */

const choose = async (page: Page, label: RegExp, option: string) => {
  await page.getByRole('button', { name: label }).last().click();
  await page.getByRole('menuitemradio', { name: option, exact: true }).click();
};

/** The field itself, not the list that it opens. */
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true }).and(page.locator('input'));

test('a rule is begun from an example, tried out on past tickets, and does its work on the next one', async ({ page, desk }) => {
  await desk.receive({ subject: 'Mijn laarzen ruilen', text: 'Ik wil graag ruilen voor een maat groter.' });
  await desk.receive({ subject: 'Waar blijft mijn pakket?', text: 'Ik wacht al een week.' });
  await page.goto('/inbox/open');
  await expect(rowOf(page, 'Waar blijft mijn pakket?')).toBeVisible();

  await page.goto('/settings/rules');
  await expect(page.getByRole('heading', { name: 'Begin met een voorbeeld' })).toBeVisible();
  await takeScreens(page, 'rules-empty', expectAccessible);

  await page.getByRole('link', { name: /Retouren herkennen/u }).click();
  await expect(page.getByLabel('Naam')).toHaveValue('Retouren herkennen');
  // A choice of words, and within it a group of its own.
  await page.getByRole('button', { name: 'Groep', exact: true }).click();
  await choose(page, /^Waarnaar gekeken wordt: Het onderwerp/u, 'De status');
  await page.getByRole('combobox', { name: 'De status: waarden' }).click();
  await page.getByRole('option', { name: 'Opgelost', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Voorwaarde weghalen' }).nth(2).click();
  await page.getByRole('button', { name: 'Nog iets doen' }).click();
  await choose(page, /^Wat er gebeurt: zet deze labels erbij/u, 'schrijf een notitie');
  await page.getByRole('textbox', { name: 'schrijf een notitie' }).fill('Stuur ');
  await page.getByRole('button', { name: 'Voornaam' }).click();
  await expect(page.getByRole('textbox', { name: 'schrijf een notitie' })).toHaveValue('Stuur {{customer.firstName}}');

  await page.getByRole('button', { name: 'Proberen' }).click();
  await expect(page.getByText(/1 van de \d+ gesprekken past/u)).toBeVisible();
  await expect(page.getByRole('link', { name: /Mijn laarzen ruilen/u })).toBeVisible();
  await takeScreens(page, 'rule', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('link', { name: /Retouren herkennen/u }).first()).toBeVisible();

  // Nothing happened to what was only tried.
  await open(page, 'Mijn laarzen ruilen');
  await expect(conversation(page).getByText('retour', { exact: true })).toHaveCount(0);

  await desk.receive({ from: 'Fatima <fatima@klanten.test>', subject: 'Ruilen graag', text: 'De jas is te groot.' });
  await page.getByRole('button', { name: /1 nieuw/u }).click();
  await expect(rowOf(page, 'Ruilen graag').getByText('retour', { exact: true })).toBeVisible();
  await open(page, 'Ruilen graag');
  await expect(messageSaying(page, 'Stuur Fatima')).toBeVisible();
  // Why, right there: from the line that says so, and by a key.
  await page.getByRole('button', { name: 'Waarom?' }).first().click();
  const why = page.getByRole('dialog', { name: 'Wat regels hier deden' });
  await expect(why.getByRole('link', { name: 'Retouren herkennen' })).toBeVisible();
  await expect(why.getByText('zet label retour erbij')).toBeVisible();
  await takeScreens(page, 'rules-of-ticket', (shown) => expectAccessible(shown, '[role="dialog"]'));
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await open(page, 'Waar blijft mijn pakket?');
  await page.keyboard.press('l');
  await expect(why.getByText('Nog niets gedaan')).toBeVisible();
  await takeScreens(page, 'rules-of-ticket-empty', (shown) => expectAccessible(shown, '[role="dialog"]'));
  await page.keyboard.press('Escape');
  await page.goto('/settings/rules/log');
  await expect(page.getByRole('link', { name: /Ruilen graag/u })).toBeVisible();
  await takeScreens(page, 'rule-log', expectAccessible);

  // What is asked of an order: its state, and a number.
  await page.goto('/settings/rules/new-closed');
  await page.getByRole('button', { name: 'Voorwaarde', exact: true }).click();
  await choose(page, /^Waarnaar gekeken wordt: Het onderwerp/u, 'De bestelling');
  await page.getByRole('combobox', { name: 'De bestelling: waarden' }).click();
  await page.getByRole('option', { name: 'Te laat', exact: true }).click();
  await page.getByRole('option', { name: 'Met een retour die wacht', exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Voorwaarde', exact: true }).click();
  await choose(page, /^Waarnaar gekeken wordt: Het onderwerp/u, 'Het bedrag van de bestelling');
  await page.getByRole('textbox', { name: 'Het bedrag van de bestelling: waarden' }).fill('99,50');
  await expect(page.getByText('het bedrag van de bestelling is minstens € 99,5', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Voorwaarde', exact: true }).click();
  await choose(page, /^Waarnaar gekeken wordt: Het onderwerp/u, 'De leeftijd van de bestelling');
  await page.getByRole('textbox', { name: 'De leeftijd van de bestelling: waarden' }).fill('14');
  await choose(page, /^Hoe: is minstens/u, 'is minder dan');
  await expect(page.getByText('de leeftijd van de bestelling is minder dan 14 dagen', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Proberen' }).click();
  await expect(page.getByText(/Geen van de \d+ gesprekken past/u)).toBeVisible();
  await takeScreens(page, 'rule-orders', expectAccessible);

  // A second one, moved above the first by the keyboard alone.
  await page.goto('/settings/rules/new-closed');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await takeScreens(page, 'rule-closed', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  const grip = page.getByRole('button', { name: /Buiten openingstijden verplaatsen, nu op plaats 2/u });
  await grip.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('button', { name: /Buiten openingstijden verplaatsen, nu op plaats 1/u })).toBeVisible();
  await takeScreens(page, 'rules', expectAccessible);
});

test('a macro is written once, and put into answers by a semicolon, by a key and from the palette', async ({ page, desk }) => {
  await page.goto('/settings/macros');
  await expect(page.getByText('Nog geen macro’s')).toBeVisible();
  await takeScreens(page, 'macros-empty', expectAccessible);
  await page.getByRole('link', { name: 'Nieuwe macro' }).click();
  await field(page, 'Naam').fill('Retour ontvangen');
  await field(page, 'Snelkoppeling').fill('retour');
  await field(page, 'Map').fill('Retouren');
  const text = page.getByRole('textbox', { name: 'Tekst in het Nederlands' });
  await text.fill('Hallo {{customer.firstName}},\n\nJe retour is binnen. Je geld is er binnen drie dagen.');
  await expect(page.getByText('Hallo Jan,')).toBeVisible();
  await field(page, 'Labels erbij').fill('retour-binnen');
  await page.keyboard.press('Enter');
  await field(page, 'Status').click();
  await page.getByRole('option', { name: 'Opgelost' }).click();
  await field(page, 'Voor wie').click();
  await page.getByRole('option', { name: 'Voor iedereen' }).click();
  await takeScreens(page, 'macro', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('link', { name: /Retour ontvangen/u })).toBeVisible();
  await page.getByRole('link', { name: 'Nieuwe macro' }).click();
  await field(page, 'Naam').fill('Bestelling onderweg');
  await text.fill('Bestelling {{order.number}} is onderweg.');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await takeScreens(page, 'macros', expectAccessible);

  await desk.receive({ subject: 'Retour verstuurd', text: 'Ik heb mijn schoenen teruggestuurd, groet.' });
  await open(page, 'Retour verstuurd');
  await reply(page).click();
  await page.keyboard.type(';ret');
  await expect(page.getByRole('option', { name: /Retour ontvangen/u })).toBeVisible();
  await takeScreens(page, 'macro-shortcut', (shown) => expectAccessible(shown, '[role="listbox"]'));
  await page.keyboard.press('Enter');
  await expect(reply(page)).toContainText('Hallo Jan,');
  await expect(page.getByText('label retour-binnen')).toBeVisible();
  await expect(page.getByText('status opgelost')).toBeVisible();

  // What is not known here is said, and keeps the answer from leaving.
  await page.keyboard.press('Escape');
  await page.keyboard.press(';');
  await page.getByRole('combobox', { name: 'Zoek een macro' }).fill('onderweg');
  await takeScreens(page, 'macro-picker', (shown) => expectAccessible(shown, '[role="dialog"]'));
  await page.getByRole('combobox', { name: 'Zoek een macro' }).press('Enter');
  await expect(reply(page)).toContainText('{{order.number}}');
  await expect(page.getByText('Vul nog in: het bestelnummer')).toBeVisible();
  await takeScreens(page, 'macro-in-answer', (shown) => expectAccessible(shown, '[role="textbox"]'));
  await reply(page).press('Control+Enter');
  await expect(conversation(page).getByRole('article')).toHaveCount(1);

  await reply(page).fill('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Alles zoeken en doen' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('Retour ontvangen');
  await palette.getByRole('option').filter({ hasText: ';retour' }).click();
  await expect(reply(page)).toContainText('Je retour is binnen');
  await reply(page).press('Control+Enter');
  await expect(messageSaying(page, 'Je retour is binnen')).toBeVisible();
  await expect(page.getByText('retour-binnen', { exact: true })).toBeVisible();
  await page.goto('/inbox/solved');
  await expect(rowOf(page, 'Retour verstuurd').getByText('retour-binnen')).toBeVisible();
  await page.goto('/settings/macros');
  await expect(page.getByText('2 keer gebruikt')).toBeVisible();
});
