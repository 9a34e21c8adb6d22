import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { rowOf } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** What customers are promised: settled in sentences, and seen ticking by everybody. */

const chipOf = (page: Page, subject: string) => rowOf(page, subject).locator('[data-mood]');

test('a promise and its calendar are settled, a ticket turns amber and red in every browser, and the answer ends it', async ({
  page,
  desk,
  browser,
}) => {
  const colleague = await desk.colleague(browser, 'Joost Bakker');

  // Nothing is promised yet: the page says what that would bring.
  await page.goto('/settings/promises');
  await expect(page.getByText('Nog niets beloofd', { exact: true })).toBeVisible();
  await takeScreens(page, 'promises-empty', expectAccessible);

  await page.getByRole('link', { name: 'Nieuwe kalender' }).click();
  await page.getByLabel('Naam').fill('Kantoortijden');
  await expect(page.getByText('Kerstmis', { exact: true })).toBeVisible();
  await page.getByText('Koningsdag', { exact: true }).scrollIntoViewIfNeeded();
  await page.getByRole('switch', { name: 'Dicht op Koningsdag' }).click({ force: true });
  await expect(page.getByRole('switch', { name: 'Dicht op Koningsdag' })).not.toBeChecked();
  // No official holiday; one switch closes it, each year.
  await page.getByText('Goede Vrijdag', { exact: true }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('switch', { name: 'Dicht op Goede Vrijdag' })).not.toBeChecked();
  await page.getByRole('switch', { name: 'Dicht op Goede Vrijdag' }).click({ force: true });
  await expect(page.getByRole('switch', { name: 'Dicht op Goede Vrijdag' })).toBeChecked();
  await page.getByRole('button', { name: 'Dag toevoegen' }).click();
  await page.getByLabel('Waarom').fill('Inventarisatie');
  await takeScreens(page, 'calendar', expectAccessible);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByRole('link', { name: /Kantoortijden/u })).toBeVisible();

  await page.getByRole('link', { name: 'Nieuwe belofte' }).click();
  await page.getByLabel('Naam').fill('Alle vragen');
  await page.getByRole('button', { name: 'Stap toevoegen' }).click();
  await takeScreens(page, 'policy', expectAccessible);
  // A promise that can be watched from its beginning to its end, at any hour.
  await page.getByRole('button', { name: /Eerste antwoord telt/u }).click();
  await page.getByRole('menuitemradio', { name: /dag en nacht/u }).click();
  const normal = page.getByRole('textbox', { name: 'Eerste antwoord bij prioriteit normaal' });
  await normal.fill('straks');
  await normal.blur();
  await expect(page.getByText('Schrijf 4 u of 30 min')).toBeVisible();
  await normal.fill('20 s');
  await normal.blur();
  const solving = page.getByRole('textbox', { name: 'Oplossing bij prioriteit normaal' });
  await solving.fill('2 u');
  await solving.blur();
  await page.getByRole('button', { name: /Wanneer waarschuwen/u }).click();
  await page.getByRole('menuitemradio', { name: 'als 50% van de tijd om is' }).click();
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByText('eerste antwoord binnen 20 s', { exact: false })).toBeVisible();
  await takeScreens(page, 'promises', expectAccessible);

  // Two browsers look at the same list. Nobody refreshes anything.
  await page.goto('/inbox/open');
  await colleague.goto('/inbox/breaching');
  await desk.receive({ subject: 'Waar blijft mijn fiets?', text: 'Ik wacht al een week.' });
  await expect(chipOf(page, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'fine');
  await expect(chipOf(page, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'soon');
  await expect(chipOf(colleague, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'soon');
  await expect(chipOf(page, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'late');
  await expect(chipOf(colleague, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'late');

  // One key leads to it; its header tells how it stands.
  await page.keyboard.press('b');
  await expect(page.getByRole('heading', { name: 'Waar blijft mijn fiets?', level: 2 })).toBeVisible();
  await page.getByRole('button', { name: /Eerste antwoord, te laat/u }).click();
  await expect(page.getByRole('dialog').getByText('te laat, nog te doen')).toBeVisible();
  await takeScreens(page, 'ticket-clocks', (shown) => expectAccessible(shown, '[role="dialog"]'));
  await page.keyboard.press('Escape');

  await open(page, 'Waar blijft mijn fiets?');
  await reply(page).fill('Hij gaat vandaag nog op de fietskoerier.');
  await page.keyboard.press('Control+Enter');
  await expect(messageSaying(page, 'fietskoerier')).toBeVisible();
  // It is the customer's turn now: what is left is to solve it, and that clock stands still.
  await expect(rowOf(colleague, 'Waar blijft mijn fiets?')).toHaveCount(0);
  await colleague.goto('/inbox/pending');
  await expect(chipOf(colleague, 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'paused');
  await takeScreens(colleague, 'promise-paused', expectAccessible);

  // Nothing is left to be met, and what was promised can still be read: kept or not, and when the clock stood still.
  await page.goto('/inbox/pending');
  await rowOf(page, 'Waar blijft mijn fiets?').click();
  await page.getByRole('button', { name: 'Oplossen', exact: true }).click();
  await expect(rowOf(colleague, 'Waar blijft mijn fiets?')).toHaveCount(0);
  await page.goto('/inbox/solved');
  await rowOf(page, 'Waar blijft mijn fiets?').click();
  const story = page.getByRole('region', { name: 'Wat we beloofden' });
  await expect(page.getByRole('button', { name: /Eerste antwoord, te laat/u })).toHaveCount(0);
  await story.getByRole('button', { name: '1 te laat gedaan · 1 op tijd' }).click();
  await expect(story.getByText('Stil, wacht op klant')).toBeVisible();
  await takeScreens(page, 'ticket-promises', expectAccessible);
});
