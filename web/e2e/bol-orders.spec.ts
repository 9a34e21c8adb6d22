import type { Page } from '@playwright/test';
import { atRest, expectAccessible } from './support/accessibility.ts';
import { open, test } from './support/at-desk.ts';
import { expectNoScrollingAside, takePicture, takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** Orders of bol.com, from connecting the shop to what is decided about a return. */

const DAY = 24 * 3_600_000;
const LONG =
  'Leeslamp Luna met dimbare led, verstelbare arm en messing voet, geschikt voor slaapkamer, woonkamer en kantoor (energielabel A, 2700 kelvin)';
const dayFrom = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);

/** The card in both schemes, beside the conversation and, on a phone, in the drawer of the customer. */
async function takeCard(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takeAsItIs(page, `${name}-${colorScheme}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: 'Klant', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Klant' });
    await drawer.getByRole('heading', { name: 'Bestellingen' }).scrollIntoViewIfNeeded();
    await atRest(page);
    await expectAccessible(page, '[role="dialog"] .mantine-Drawer-body');
    await expectNoScrollingAside(page);
    await takePicture(page, `${name}-${colorScheme}`);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.emulateMedia({ colorScheme: null });
}

async function takeAsItIs(page: Page, name: string, part?: string): Promise<void> {
  await page.mouse.move(0, 0);
  await atRest(page);
  await expectAccessible(page, part);
  await takePicture(page, name);
}

test('a shop is connected, and its orders stand beside the questions about them', async ({ page, desk, backstage, browser }) => {
  const items = ['Leeslamp Luna', LONG, 'Dimmer', 'Ledlamp E27', 'Verlengsnoer 5 m', 'Stekkerdoos', 'Schemerlamp Mus'];
  await backstage.bolPlay({
    does: 'order',
    orderId: 'A2K8290LP8',
    minutesAgo: 30,
    items: items.map((title, at) => ({
      title,
      ean: `871234567890${at}`,
      unitPrice: 19.95 + at,
      quantity: at === 0 ? 2 : 1,
      cancellationRequest: at === 1,
      latestDeliveryDate: dayFrom(at === 2 ? -1 : 2),
    })),
  });
  await backstage.bolPlay({ does: 'order', orderId: '1042823870', minutesAgo: 20, items: [{ title: 'Bureaulamp Uil' }] });
  await backstage.bolPlay({
    does: 'ship',
    orderId: '1042823870',
    more: {
      events: [
        { eventCode: 'PRE_ANNOUNCED', at: Date.now() - 3 * DAY },
        { eventCode: 'AT_TRANSPORTER', at: Date.now() - 2 * DAY },
        { eventCode: 'DELIVERED_AT_NEIGHBOURS', at: Date.now() - DAY },
      ],
    },
  });
  await backstage.bolPlay({ does: 'return', orderId: '1042823870', more: { quantity: 1 } });
  const now = new Date();
  const thursday = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 4 - (now.getUTCDay() || 7)));
  const year = thursday.getUTCFullYear();
  const thisWeek = Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / DAY + 1) / 7);
  for (const [ago, numerator] of [41, 38, 40].entries()) {
    const week = thisWeek - ago;
    const score = { conforms: numerator > 38, numerator, denominator: 43, value: numerator / 43, distanceToNorm: 0.01 };
    const details = { period: { week: String(week), year: String(year) }, score, norm: { condition: '>=', value: 0.9 } };
    const body = { name: 'RESPONSE_TIME', type: 'PERCENTAGE', details };
    await backstage.bolPlay({ does: 'figure', name: 'RESPONSE_TIME', year, week, body });
  }
  await desk.receiveTickets(['Waar is 1042823870', 'Iets anders']);
  await desk.receive({ from: 'Fatima El Idrissi <fatima@klanten.test>', subject: 'Annuleren', text: 'Ik wil A2K8290LP8 deels annuleren.' });

  const { access } = await backstage.bolEntrance();
  await page.goto('/settings/orders');
  await expect(page.getByText('Nog geen bestellingen')).toBeVisible();
  await page.getByRole('link', { name: 'bol.com koppelen' }).click();
  await page.getByLabel('Client ID').fill(access.clientId);
  await page.getByLabel('Secret', { exact: true }).fill('niet het goede geheim');
  await page.getByRole('button', { name: 'Testen', exact: true }).click();
  await expect(page.getByText('bol.com accepteert dit Client ID en Secret niet.')).toBeVisible();
  await takeScreens(page, 'connect-bol', expectAccessible);
  await page.getByLabel('Secret', { exact: true }).fill(access.clientSecret);
  await page.getByRole('button', { name: 'Testen en koppelen' }).click();
  await expect(page.getByText('Gekoppeld')).toBeVisible();
  await page.getByRole('link', { name: 'Naar de koppeling' }).click();
  await expect(page.getByText('41 van 43 in week')).toBeVisible();
  await expect(page.getByText('Werkt', { exact: true })).toBeVisible();
  await takeScreens(page, 'bol-connection', expectAccessible);

  // Many lines, a long title, a cancellation that is asked for and cannot be done.
  await open(page, 'Annuleren');
  const many = page.getByRole('article', { name: 'Bestelling A2K8290LP8' });
  await expect(many).toContainText('De klant wil annuleren');
  await expect(many).toContainText('Controleer of de bestelling van deze klant is');
  await expect(many).toContainText('Nog 3 artikelen');
  await takeCard(page, 'order-many');
  await backstage.bolPlay({ does: 'end', ends: 'FAILURE', looks: 1, words: 'Order item is already in the picking process.' });
  await many.getByRole('button', { name: 'Annuleren…' }).click();
  const asking = page.getByRole('dialog', { name: /^1× Leeslamp Luna met dimbare led/ });
  await expect(asking).toContainText('Dit kan niet ongedaan worden gemaakt');
  await expectAccessible(page, '[role="dialog"]');
  await asking.getByRole('button', { name: 'Artikel annuleren' }).click();
  await expect(many.getByRole('status').filter({ hasText: 'niet gelukt' })).toContainText('Order item is already in the picking process.');
  await takeCard(page, 'order-failed');

  // A return, seen on two desks.
  await backstage.bolPlay({ does: 'end', ends: 'SUCCESS', looks: 1000, words: '' });
  await open(page, 'Waar is 1042823870');
  const marieke = await desk.colleague(browser, 'Marieke Jansen');
  await open(marieke, 'Waar is 1042823870');
  const cardOn = (one: Page) => one.getByRole('article', { name: 'Bestelling 1042823870' });
  const mine = cardOn(page);
  await expect(mine).toContainText('Bezorgd bij de buren');
  await mine.getByRole('button', { name: 'Nog 2 gebeurtenissen' }).click();
  await mine.getByRole('button', { name: 'Afhandelen…' }).click();
  const deciding = page.getByRole('dialog', { name: 'Retour van Bureaulamp Uil' });
  await deciding.getByLabel('Repareren').check();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await takeAsItIs(page, `return-decide-${colorScheme}`, '[role="dialog"]');
  }
  await page.emulateMedia({ colorScheme: null });
  await deciding.getByRole('button', { name: 'Laten repareren' }).click();
  await expect(mine).toContainText('Repareren: bol.com is ermee bezig…');
  await takeCard(page, 'return-running');
  await backstage.bolPlay({ does: 'end', ends: 'SUCCESS', looks: 0, words: '' });
  await expect(cardOn(marieke)).toContainText('1× gerepareerd', { timeout: 120_000 });
  await expect(mine).toContainText('Repareren: gelukt.');

  // Nothing is known of a number; an agent knows better.
  await open(page, 'Iets anders');
  await expect(page.getByText('Nog geen bestelling bij dit gesprek.')).toBeVisible();
  await takeCard(page, 'orders-none');
  await page.getByRole('button', { name: 'Koppelen' }).click();
  await page.getByLabel('Bestelnummer').fill('A9K8290LP9');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Geen van je gekoppelde winkels kent dit nummer')).toBeVisible();
  await page.getByLabel('Bestelnummer').fill('a2k8290lp8');
  await page.keyboard.press('Enter');
  await expect(many).toBeVisible();
  await many.getByRole('button', { name: 'Hoort hier niet bij' }).click();
  await expect(many).toBeHidden();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(many).toBeVisible();

  // bol.com lets us in no more: the owner is told wherever they are.
  await backstage.bolPlay({ does: 'lock', locked: true });
  const alarm = page.getByText('Van bol.com komen geen bestellingen binnen tot je het herstelt.');
  await expect(alarm).toBeVisible({ timeout: 90_000 });
  await expect(marieke.getByText('Van bol.com komen geen bestellingen binnen')).toHaveCount(0);
  await takeScreens(page, 'orders-alarm', expectAccessible);
  await backstage.bolPlay({ does: 'lock', locked: false });
  await alarm.getByRole('link', { name: 'Herstellen' }).click();
  await page.getByRole('button', { name: 'Nu proberen' }).click();
  await expect(alarm).toBeHidden();
});
