import type { Browser, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

/** What can be settled, and that it takes effect. */

test.beforeEach('the owner is signed in', ({ house }) => expect(house.cookie.value).not.toBe(''));

test('language, theme and name take effect at once and stay', async ({ page, house }) => {
  await page.goto('/settings/profile');
  await page.getByRole('button', { name: `Je naam wijzigen: ${house.owner.name}` }).click();
  await page.getByRole('textbox', { name: 'Je naam wijzigen' }).fill('Sanne Visser-Bakker');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByText('Sanne Visser-Bakker')).toBeVisible();

  await page.getByRole('button', { name: /^Thema:/u }).click();
  await page.getByRole('menuitemradio', { name: 'altijd donker' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

  await page.getByRole('button', { name: /^Taal:/u }).click();
  await page.getByRole('menuitemradio', { name: /^Engels/u }).click();
  await expect(page.getByRole('heading', { name: 'Profile', level: 1 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Profile', level: 1 })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
});

test('a change that the server refuses is taken back, with a word', async ({ page, house }) => {
  await page.goto('/settings/profile');
  await page.route('**/api/me', (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue()));
  await page.getByRole('button', { name: `Je naam wijzigen: ${house.owner.name}` }).click();
  await page.getByRole('textbox', { name: 'Je naam wijzigen' }).fill('Iemand anders');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('We krijgen geen verbinding');
  await expect(page.getByRole('button', { name: `Je naam wijzigen: ${house.owner.name}` })).toBeVisible();
});

test('a colleague is invited, comes in, loses access and gets it back by undo', async ({ page, browser }) => {
  await page.goto('/settings/colleagues');
  const link = await invite(page, 'fatima@fietsenmaker.nl', 'Medewerker');
  await expect(page.getByText('fatima@fietsenmaker.nl')).toBeVisible();
  await accept(browser, link, 'Fatima el Idrissi');

  // The page hears of it by itself.
  const menu = page.getByRole('button', { name: 'Meer over Fatima el Idrissi' });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Toegang stoppen' }).click();
  await expect(page.getByText('Fatima el Idrissi kan niet meer inloggen')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Zonder toegang' })).toBeVisible();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(page.getByRole('heading', { name: 'Zonder toegang' })).toHaveCount(0);
  await page.reload();
  await expect(menu).toBeVisible();
});

test('an invitation is renewed and withdrawn, also without https; the withdrawn link is dead', async ({ page, browser }) => {
  await page.addInitScript(withoutHttps);
  await page.goto('/settings/colleagues');
  const first = await invite(page, 'nieuw@fietsenmaker.nl', 'Teamleider');
  await page.getByRole('button', { name: 'Nieuwe link' }).click();
  const second = await page.getByLabel('Link van de uitnodiging').inputValue();
  expect(second).not.toBe(first);
  await page.getByRole('button', { name: 'Kopiëren' }).click();
  await expect(page.getByRole('button', { name: 'Gekopieerd' })).toBeVisible();
  await page.getByRole('button', { name: 'Klaar' }).click();
  await page.getByRole('button', { name: 'Collega uitnodigen' }).click();
  await page.getByLabel('E-mailadres van je collega').focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(page.getByLabel('E-mailadres van je collega')).toHaveValue(second);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Intrekken' }).click();
  await expect(page.getByRole('dialog')).toContainText('nieuw@fietsenmaker.nl');
  await page.getByRole('dialog').getByRole('button', { name: 'Intrekken' }).click();
  await expect(page.getByText('nieuw@fietsenmaker.nl')).toHaveCount(0);
  const guest = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
  await guest.goto(second);
  await expect(guest.getByRole('heading', { name: 'Deze uitnodiging werkt niet meer' })).toBeVisible();
  await guest.context().close();
});

test('who only reads along sees no way to change the house', async ({ page, browser }) => {
  await page.goto('/settings/colleagues');
  const reader = await accept(browser, await invite(page, 'tim@fietsenmaker.nl', 'Meekijker'), 'Tim Jansen');
  await reader.goto(new URL('/settings/colleagues', page.url()).href);
  await expect(reader.getByText('Sanne Visser')).toBeVisible();
  await expect(reader.getByRole('button', { name: 'Collega uitnodigen' })).toHaveCount(0);
  await expect(reader.getByRole('button', { name: /^Rol van/u }).first()).toBeDisabled();
  await expect(reader.getByRole('link', { name: 'Winkels' })).toHaveCount(0);
  await reader.goto(new URL('/settings/shops', page.url()).href);
  await expect(reader.getByRole('heading', { name: 'Hier is niets' })).toBeVisible();
  await reader.goto(new URL('/settings/channels', page.url()).href);
  await expect(reader.getByText('Nog geen kanalen')).toBeVisible();
  await expect(reader.getByRole('link', { name: 'E-mail koppelen' })).toHaveCount(0);
  await reader.context().close();
});

test('a team is made, gets its list in the inbox, and is dissolved after a question that names it', async ({ page, house }) => {
  await page.goto('/settings/teams');
  await expect(page.getByText('Nog geen teams')).toBeVisible();
  await page.getByRole('button', { name: 'Team maken' }).click();
  await page.getByLabel('Hoe heet het team?').fill('Retouren');
  await page.getByRole('checkbox', { name: house.owner.name }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Team maken' }).click();
  await page.getByRole('link', { name: 'Terug naar de inbox' }).click();
  await page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name: 'Retouren' }).click();
  await expect(page).toHaveURL(/\/inbox\/team:/u);

  await page.goto('/settings/teams');
  await page.getByRole('button', { name: 'Retouren aanpassen' }).click();
  await expect(page.getByRole('checkbox', { name: house.owner.name })).toBeChecked();
  await page.getByRole('button', { name: 'Team opheffen' }).click();
  await expect(page.getByRole('dialog', { name: 'Team Retouren opheffen?' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Team opheffen' }).click();
  await expect(page.getByText('Nog geen teams')).toBeVisible();
});

test('a signature names the colleague and the shop, shows its effect, and is kept', async ({ page, house }) => {
  await page.goto('/settings/shops');
  await page.getByRole('link', { name: house.shopName }).click();
  const editor = page.getByRole('textbox', { name: 'Ondertekening van de winkel' });
  await editor.click();
  await page.keyboard.type('Sportieve groet, ');
  await page.getByRole('button', { name: 'Naam van wie antwoordt' }).click();
  const preview = page.getByRole('figure');
  await expect(preview).toContainText(`Sportieve groet, ${house.owner.name}`);
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await expect(page.getByText('De ondertekening is opgeslagen')).toBeVisible();
  await page.reload();
  await expect(editor).toContainText('Sportieve groet, Naam van wie antwoordt');
  await expect(preview).toContainText(`Sportieve groet, ${house.owner.name}`);
  await expectAccessible(page);
});

/** Takes from the page what a browser gives to https and localhost alone, as at http://<address in the office>. */
function withoutHttps(): void {
  for (const [owner, names] of [
    [Crypto.prototype, ['randomUUID', 'subtle']],
    [Navigator.prototype, ['clipboard', 'serviceWorker', 'locks', 'storage', 'mediaDevices']],
    [window, ['caches', 'Notification']],
  ] as const) {
    for (const name of names) Reflect.deleteProperty(owner, name);
  }
}

/** @returns the link of the invitation */
async function invite(page: Page, email: string, role: string): Promise<string> {
  await page.getByRole('button', { name: 'Collega uitnodigen' }).click();
  await page.getByLabel('E-mailadres van je collega').fill(email);
  await page.getByRole('radio', { name: role }).check();
  await page.getByRole('button', { name: 'Uitnodigen', exact: true }).click();
  const link = await page.getByLabel('Link van de uitnodiging').inputValue();
  await page.getByRole('button', { name: 'Klaar' }).click();
  return link;
}

/** @returns the page of the new colleague, signed in, in a browser of their own */
async function accept(browser: Browser, link: string, name: string): Promise<Page> {
  const guest = await (await browser.newContext({ locale: 'nl-NL', viewport: { width: 1440, height: 900 } })).newPage();
  await guest.goto(link);
  await guest.getByLabel('Je naam').fill(name);
  await guest.getByLabel('Kies een wachtwoord').fill('een lang wachtwoord');
  await guest.getByRole('button', { name: 'Meedoen' }).click();
  await expect(guest.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  return guest;
}
