import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import type { Backstage } from './support/backstage.ts';
import { BalieServer } from './support/balie-server.ts';
import { setUpHouse } from './support/house.ts';
import { expect, test } from './support/test.ts';

/** How people come in, stay out, and find their way back. */

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Je e-mailadres').fill(email);
  await page.getByRole('textbox', { name: 'Je wachtwoord' }).fill(password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
}

test('signing in leads to the place that was asked for', async ({ page, balie }) => {
  const { owner } = await setUpHouse(balie.url);
  await page.goto('/settings/teams');
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  await signIn(page, owner.email, owner.password);
  await expect(page.getByRole('heading', { name: 'Teams', level: 1 })).toBeVisible();
});

test('a wrong password is said in words, and many of them slow the door down with a time', async ({ page, balie }) => {
  const { owner } = await setUpHouse(balie.url);
  await page.goto('/sign-in');
  await signIn(page, owner.email, 'niet het wachtwoord');
  await expect(page.getByRole('alert')).toContainText('horen niet bij elkaar');
  const button = page.getByRole('button', { name: 'Inloggen' });
  await expect(async () => {
    if (await button.isEnabled()) await button.click();
    await expect(page.getByRole('alert')).toContainText(/Over \d+:\d\d kun je het opnieuw proberen/u, { timeout: 500 });
  }).toPass();
  await expect(button).toBeDisabled();
  await expectAccessible(page);
});

test('fields that are not filled in say so beside themselves, the first one has the focus', async ({ page }) => {
  await page.goto('/setup');
  await page.getByLabel('Je e-mailadres').fill('geen adres');
  await page.getByRole('button', { name: 'Balie openen' }).click();
  await expect(page.getByLabel('Je bedrijf')).toBeFocused();
  await expect(page.getByText('Dit is geen e-mailadres')).toBeVisible();
  await expect(page.getByText('Vul dit in')).toHaveCount(4);
  await expectAccessible(page);
});

test('the first-run page is gone once there is an owner', async ({ page, balie }) => {
  await setUpHouse(balie.url);
  await page.goto('/setup');
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
});

test('a session that is ended elsewhere says so, and signing in leads back', async ({ page, browser, balie, house }) => {
  await page.goto('/settings/security');
  await expect(page.getByText('Dit apparaat')).toBeVisible();

  const elsewhere = await (await browser.newContext({ locale: 'nl-NL', baseURL: balie.url })).newPage();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, house.owner.email, house.owner.password);
  await elsewhere.getByRole('link', { name: 'Instellingen' }).click();
  await elsewhere.getByRole('link', { name: 'Beveiliging' }).click();
  await elsewhere.getByRole('button', { name: /uitloggen$/u }).click();

  await expect(page.getByText('Je sessie is beëindigd')).toBeVisible();
  await signIn(page, house.owner.email, house.owner.password);
  await expect(page.getByRole('heading', { name: 'Wachtwoord en apparaten' })).toBeVisible();
  await elsewhere.context().close();
});

test('signing out is the end: the way back asks for the password', async ({ page, house }) => {
  await page.goto('/inbox/open');
  await page.getByRole('button', { name: house.owner.name }).click();
  await page.getByRole('menuitem', { name: 'Uitloggen' }).click();
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
});

test('a link that does not work any more says so, in both languages', async ({ page }) => {
  await page.goto('/invitation/niet-van-hier');
  await expect(page.getByRole('heading', { name: 'Deze uitnodiging werkt niet meer' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'In English' }).click();
  await expect(page.getByRole('heading', { name: 'This invitation no longer works' })).toBeVisible();
});

test('who forgot the password chooses a new one by a mailed link', async ({ page, backstage }) => {
  const { smtpPort } = await backstage.mailServer();
  await backstage.addMailbox('sanne@fietsenmaker.nl', 'postbus');
  await backstage.addMailbox('balie@fietsenmaker.nl', 'systeem');
  const balie = await BalieServer.start(await backstage.newDatabase(), async (environment) => {
    environment['BALIE_SMTP_URL'] = `smtp://balie%40fietsenmaker.nl:systeem@127.0.0.1:${smtpPort}`;
    environment['BALIE_MAIL_FROM'] = 'balie@fietsenmaker.nl';
  });
  const { owner } = await setUpHouse(balie.url);

  await page.goto(`${balie.url}/sign-in`);
  await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
  await expect(page.getByRole('heading', { name: 'Wachtwoord vergeten' })).toBeVisible();
  await page.getByLabel('Je e-mailadres').fill(owner.email);
  await page.getByRole('button', { name: 'Link mailen' }).click();
  await expect(page.getByText(`Als ${owner.email} bij ons bekend is, is er een mail onderweg.`)).toBeVisible();
  await expectAccessible(page);

  await page.goto(balie.url + (await resetLink(backstage, owner.email)));
  await page.getByLabel('Kies een wachtwoord').fill('een heel ander wachtwoord');
  await page.getByRole('button', { name: 'Wachtwoord opslaan' }).click();
  await expect(page.getByText('Je nieuwe wachtwoord is opgeslagen.')).toBeVisible();
  await page.getByRole('link', { name: 'Naar inloggen' }).click();
  await signIn(page, owner.email, 'een heel ander wachtwoord');
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  await balie.stop();
});

/** The path in the first mail that somebody got. */
async function resetLink(backstage: Backstage, address: string): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const [mail] = await backstage.mailsOf(address);
    link = mail?.text.match(/\/reset-password\/\S+/u)?.[0];
    expect(link).toBeTruthy();
  }).toPass();
  return link ?? '';
}
