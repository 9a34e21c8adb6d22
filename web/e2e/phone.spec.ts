import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { Exchange } from './support/phone.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** The telephone, from connecting a number to what came of a call. */

const JAN = { number: '+31612345678', name: 'Jan de Vries' };

test('a number is connected, rings on every desk at once, and no missed call is forgotten', async ({ page, desk, browser }) => {
  await page.goto('/settings/channels');
  await page.getByRole('link', { name: 'Telefoon koppelen' }).click();
  await page.getByLabel('Jouw telefoonnummer').fill('020 123 45 67');
  await takeScreens(page, 'connect-phone', expectAccessible);
  await page.getByRole('button', { name: 'Verder' }).click();
  const exchange = await Exchange.at(page);
  await expect(page.getByText('Bel nu 020 123 4567')).toBeVisible();
  await takeScreens(page, 'connect-phone-address', expectAccessible);

  // An answered call, whose conversation stays open.
  const first = await exchange.call(JAN, 300);
  await expect(page.getByText('Daar is hij')).toBeVisible();
  await expect(page.getByText(/^06 1234 5678/u)).toBeVisible();
  await first.answer(12);
  await first.hangUp(254);

  // Missed twice: one conversation waits.
  for (const secondsAgo of [200, 100]) await (await exchange.call(JAN, secondsAgo)).miss();
  const marieke = await desk.colleague(browser, 'Marieke Jansen');
  await page.goto('/inbox/open');
  await marieke.goto('/inbox/open');
  await expect(rowOf(page, 'Gemiste oproep')).toHaveCount(1);
  await expect(rowOf(page, 'Jan de Vries')).toHaveCount(2);
  await rowOf(page, 'Gemiste oproep').click();
  const calls = conversation(page).getByRole('article', { name: 'Gemiste oproep, Jan de Vries' });
  await expect(calls).toHaveCount(2);
  await expect(calls.last()).toContainText('Wachtte 0:31');
  await expect(calls.last().getByRole('link', { name: 'Terugbellen' })).toHaveAttribute('href', `tel:${JAN.number}`);
  await expect(page.getByRole('tab', { name: 'Antwoord' })).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Notitie', exact: true })).toBeVisible();
  await takeScreens(page, 'missed-calls', expectAccessible);

  // It rings again: on both desks.
  const ringing = await exchange.call(JAN);
  const cards = [page, marieke].map((one) => one.getByRole('region', { name: 'Jan de Vries belt' }));
  for (const card of cards) {
    await expect(card).toBeVisible();
    await expect(card.getByRole('list', { name: 'Loopt nog' })).toContainText('Beantwoorde oproep');
  }
  await takeScreens(marieke, 'ringing', expectAccessible);
  await marieke.keyboard.press('b');
  await expect(conversation(marieke).getByRole('article', { name: 'Telefoon gaat, Jan de Vries' })).toBeVisible();
  await expect(cards[1] ?? page.locator('nothing')).toBeHidden();
  await ringing.answer(2);
  await expect(cards[0] ?? page.locator('nothing')).toBeHidden();
  await ringing.hangUp(95);

  // The missed ones have had their answer, and what came of it is written down.
  await expect(conversation(page).getByRole('article', { name: 'Gemiste oproep, later gesproken, Jan de Vries' })).toHaveCount(2);
  const spoken = conversation(marieke).getByRole('article', { name: 'Beantwoorde oproep, Jan de Vries' });
  // An exchange whose clock is ahead ends a call now, not later.
  await expect(spoken).toContainText(/Gesprek 0:\d\d/u);
  await spoken.getByRole('button', { name: 'Uitkomst noteren' }).click();
  await spoken.getByRole('button', { name: /^Uitkomst/u }).click();
  await marieke.getByRole('menuitemradio', { name: 'opgelost' }).click();
  await spoken.getByLabel('Waarom belde de klant?').fill('Bezorging');
  await spoken.getByLabel('Notitie voor het team').fill('Het pakket lag bij de buren.');
  await takeScreens(marieke, 'call-outcome', expectAccessible);
  await spoken.getByRole('button', { name: 'Opslaan' }).click();
  const seenByAll = conversation(page).getByRole('article', { name: 'Beantwoorde oproep, Jan de Vries' });
  await expect(seenByAll).toContainText('opgelost · Bezorging');
  await expect(seenByAll).toContainText('Het pakket lag bij de buren.');
});
