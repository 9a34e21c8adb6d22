import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { open, test } from './support/at-desk.ts';
import { takePicture } from './support/screens.ts';
import { expect } from './support/test.ts';

/** One customer, whatever address they write from. */

test.use({ actionTimeout: 60_000 });

const customer = (page: Page) => page.getByRole('complementary', { name: 'Klant' });
const identities = (page: Page) => customer(page).getByRole('list', { name: 'Bereikbaar via' }).getByRole('listitem');
const question = (page: Page) => customer(page).getByRole('region', { name: 'Dezelfde persoon?' });
const undo = (page: Page) => page.getByRole('button', { name: 'Ongedaan maken' });

/** The panel beside the conversation, and on a telephone behind its button. Narrowing closes what was being typed. */
async function takePanel(page: Page, name: string): Promise<void> {
  await takePictures(page, name);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Klant', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Klant' }).getByRole('heading', { name: 'Andere tickets' })).toBeVisible();
  await takePictures(page, name, '[role="dialog"] .mantine-Drawer-body');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function takePictures(page: Page, name: string, within?: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, within);
    await takePicture(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

test('two addresses turn out to be one customer, on every screen, and two again', async ({ page, browser, desk }) => {
  await desk.receive({ from: 'Jan de Vries <jan@klanten.test>', subject: 'Vraag 1', text: 'Waar blijft mijn fiets?' });
  await desk.receive({
    from: 'J. de Vries <jan.devries@grootbedrijf-in-de-buurt.test>',
    subject: 'Vraag 2',
    text: 'Antwoord graag naar jan@klanten.test.',
  });
  const colleague = await desk.colleague(browser, 'Fatima Bakker');
  await open(page, 'Vraag 1');
  await open(colleague, 'Vraag 2');
  await expect(question(page)).toContainText('jan@klanten.test staat in een bericht');
  await expect(question(colleague)).toContainText('Jan de Vries');
  await takePanel(page, 'same-person');

  // What a customer is to the shop, made by a few letters, stands on every screen.
  await customer(page).getByRole('button', { name: 'Klantgroep' }).press('Enter');
  await page.getByPlaceholder('Zoek of maak een groep').fill('Zakelijk');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(customer(page).getByRole('button', { name: 'Uit de groep zakelijk halen' })).toBeVisible();
  await open(colleague, 'Vraag 1');
  await expect(customer(colleague).getByText('zakelijk')).toBeVisible();
  await takePanel(page, 'customer-groups');
  await customer(colleague).getByRole('button', { name: 'Uit de groep zakelijk halen' }).click();
  await expect(customer(page).getByText('zakelijk')).toHaveCount(0);
  await open(colleague, 'Vraag 2');

  // The other is somebody else, or is it?
  await question(page).getByRole('button', { name: 'J. de Vries is iemand anders' }).press('Enter');
  await expect(question(page)).toHaveCount(0);
  await expect(question(colleague)).toHaveCount(0);
  await undo(page).click();
  await expect(question(colleague)).toBeVisible();

  await question(page).getByRole('button', { name: 'Samenvoegen met J. de Vries' }).press('Enter');
  await expect(question(page)).toHaveCount(0);
  await expect(identities(page)).toHaveCount(2);
  await expect(customer(page).getByRole('button', { name: /Vraag 2/ })).toBeVisible();
  // Whoever has the other's ticket open sees it go over.
  await expect(customer(colleague)).toContainText('jan@klanten.test');
  await expect(customer(colleague).getByRole('button', { name: /Naam wijzigen: Jan de Vries/i })).toBeVisible();
  await undo(page).click();
  await expect(identities(page)).toHaveCount(1);
  await expect(identities(colleague)).toHaveText(['jan.devries@grootbedrijf-in-de-buurt.test']);
  await expect(question(page)).toBeVisible();

  // Days later there is no toast, and it can be taken back all the same.
  await question(page).getByRole('button', { name: 'Samenvoegen met J. de Vries' }).click();
  await expect(identities(page)).toHaveCount(2);
  await page.reload();
  await expect(customer(page).getByRole('button', { name: 'J. de Vries losmaken' })).toBeVisible();
  await takePanel(page, 'merged-customer');
  await customer(page).getByRole('button', { name: 'J. de Vries losmaken' }).press('Enter');
  await expect(identities(page)).toHaveCount(1);
  await expect(identities(colleague)).toHaveText(['jan.devries@grootbedrijf-in-de-buurt.test']);
});

test('an address is added and taken away, and one that is another customer’s offers to merge', async ({ page, desk }) => {
  await desk.receive({ from: 'Jan de Vries <jan@klanten.test>', subject: 'Vraag 1', text: 'Waar blijft mijn fiets?' });
  await desk.receive({ from: 'Els Bakker <els@elders.test>', subject: 'Vraag 2', text: 'En de mijne?' });
  await open(page, 'Vraag 2');
  await open(page, 'Vraag 1');
  const add = customer(page).getByRole('button', { name: 'E-mail of telefoon toevoegen' });
  const field = customer(page).getByRole('textbox', { name: 'E-mailadres of telefoonnummer' });
  await add.press('Enter');
  await page.keyboard.type('12345');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/geen e-mailadres of telefoonnummer/);
  await expectAccessible(page);
  await field.fill('06 - 12 34 56 78');
  await page.keyboard.press('Enter');
  await expect(identities(page)).toHaveText(['jan@klanten.test', '+31 6 12345678']);
  await expect(add).toBeFocused();
  await customer(page).getByRole('button', { name: '+31 6 12345678 weghalen' }).press('Enter');
  await expect(identities(page)).toHaveText(['jan@klanten.test']);
  await undo(page).click();
  await expect(identities(page)).toHaveText(['jan@klanten.test', '+31 6 12345678']);

  await add.press('Enter');
  await page.keyboard.type('els@elders.test');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription(/Dit is al van Els Bakker/);
  await takePictures(page, 'address-taken');
  await customer(page).getByRole('button', { name: 'Samenvoegen met Els Bakker' }).click();
  await expect(identities(page)).toHaveCount(3);
  await customer(page).getByRole('button', { name: 'Els Bakker losmaken' }).click();
  await expect(identities(page)).toHaveCount(2);
});

test('any two customers are merged from the palette', async ({ page, desk }) => {
  await desk.receive({ from: 'Jan de Vries <jan@klanten.test>', subject: 'Vraag 1', text: 'Waar blijft mijn fiets?' });
  await desk.receive({ from: 'Els Bakker <els@elders.test>', subject: 'Vraag 2', text: 'En de mijne?' });
  await open(page, 'Vraag 2');
  await open(page, 'Vraag 1');
  await expect(customer(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Alles zoeken en doen' })).toBeVisible();
  await page.keyboard.type('andere klant');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Wie is ook Jan de Vries?' });
  await expect(dialog.getByRole('textbox', { name: 'Zoek de andere klant' })).toBeFocused();
  await page.keyboard.type('bakk');
  await expect(dialog.getByRole('option', { name: /Els Bakker/ })).toBeVisible();
  await takePictures(page, 'merge-customer');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(identities(page)).toHaveText(['jan@klanten.test', 'els@elders.test']);
  await undo(page).click();
  await expect(identities(page)).toHaveText(['jan@klanten.test']);
});
