import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, reply, test } from './support/at-desk.ts';
import { Desk, rowOf } from './support/desk.ts';
import { Exchange } from './support/phone.ts';
import { takePicture } from './support/screens.ts';
import { expect } from './support/test.ts';

/** A conversation that goes on by another way than it came. */

const JAN = { number: '+31612345678', name: 'Jan de Vries' };
const answerTab = (page: Page) => page.getByRole('tab', { name: 'Antwoord' });

test('a missed call is answered by mail, and then from another mailbox', async ({ page, desk, browser, balie, backstage }) => {
  await page.goto('/settings/channels');
  await page.getByRole('link', { name: 'Telefoon koppelen' }).click();
  await page.getByLabel('Jouw telefoonnummer').fill('020 123 45 67');
  await page.getByRole('button', { name: 'Verder' }).click();
  const exchange = await Exchange.at(page);
  await (await exchange.call(JAN, 100)).miss();
  const marieke = await desk.colleague(browser, 'Marieke Jansen');
  for (const one of [page, marieke]) {
    await one.goto('/inbox/open');
    await rowOf(one, 'Gemiste oproep').click();
    await expect(one.getByRole('textbox', { name: 'Notitie', exact: true })).toBeVisible();
    await expect(answerTab(one)).toBeHidden();
  }

  // Once they have an address, they can be written to.
  const panel = page.getByRole('complementary', { name: 'Klant' });
  await panel.getByRole('button', { name: 'E-mail of telefoon toevoegen' }).click();
  await panel.getByRole('textbox', { name: 'E-mailadres of telefoonnummer' }).fill('jan@klanten.test');
  await page.keyboard.press('Enter');
  await expect(answerTab(page)).toBeVisible();
  await expect(answerTab(marieke)).toBeVisible();
  await answerTab(page).click();
  await expect(page.getByText(`E-mail naar jan@klanten.test van ${desk.address}`)).toBeVisible();
  await reply(page).fill('Je belde ons net; waarmee kunnen we helpen?');
  await page.keyboard.press('Control+Enter');
  await expect(messageSaying(marieke, 'Je belde ons net')).toContainText('Jan de Vries');

  // A second mailbox of the shop is another way.
  const second = await Desk.open(page, balie, backstage);
  await page.goto('/inbox/pending');
  await rowOf(page, 'Je belde ons net').click();
  await expect(reply(page)).toBeVisible();
  await page.getByRole('heading', { level: 2 }).click();
  const ways = page.getByRole('menuitemradio');
  await page.keyboard.press('v');
  await expect(ways).toHaveCount(2);
  await expect(ways.first()).toHaveAttribute('aria-checked', 'true');
  await expectAccessible(page);
  await takePicture(page, 'other-channel');
  await ways.filter({ hasText: second.address }).click();
  await expect(page.getByText(`E-mail naar jan@klanten.test van ${second.address}`)).toBeVisible();
  await reply(page).fill('Nu vanuit onze andere postbus.');
  await page.keyboard.press('Control+Enter');
  await expect(messageSaying(marieke, 'Nu vanuit onze andere postbus.')).toBeVisible();
  await answerTab(marieke).click();
  await expect(marieke.getByText(`E-mail naar jan@klanten.test van ${second.address}`)).toBeVisible();

  // A channel that this console has never heard of is called what it calls itself, and can be looked at. What is told live would say otherwise.
  await page.routeWebSocket(/socket[.]io/, () => undefined);
  await page.route('**/socket.io/**', (route) => route.abort());
  await page.route('**/api/channel-accounts?*', async (route) => {
    const answer = await route.fetch();
    const accounts: { items: { kind: string; address: string; capabilities: object }[] } = await answer.json();
    const items = accounts.items.map((account) =>
      account.address === second.address
        ? { ...account, kind: 'letterbox', capabilities: { ...account.capabilities, called: { nl: 'Brievenbus', en: 'Letterbox' } } }
        : account,
    );
    await route.fulfill({ response: answer, json: { ...accounts, items } });
  });
  await page.reload();
  await expect(page.getByText(`Brievenbus naar jan@klanten.test van ${second.address}`)).toBeVisible();
  await page.goto('/settings/channels');
  await page.getByRole('link', { name: second.address }).click();
  await expect(page.getByRole('button', { name: 'Loskoppelen' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Mailbox' })).toHaveCount(0);
  await takePicture(page, 'unknown-channel');
});
