import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';

/** The lead's wall: it follows by itself, in every browser, and work is given away from it. */

const list = (page: Page, name: string) => page.getByRole('list', { name, exact: true });
const ticket = (page: Page, name: string, subject: string) => list(page, name).getByRole('listitem').filter({ hasText: subject });
const moodOf = (page: Page, name: string, subject: string) => ticket(page, name, subject).locator('[data-mood]');
const figure = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first();
const person = (page: Page, name: string) => list(page, 'Team').getByRole('listitem', { name });
const never = { hours: 'calendar', seconds: { low: null, normal: null, high: null, urgent: null } };
const inSeconds = (seconds: number) => ({ hours: 'calendar', seconds: { low: seconds, normal: seconds, high: seconds, urgent: seconds } });

/** A promise that can be watched from its beginning to its end. */
const promiseWithin = (seconds: number, given: object = {}) => ({
  name: 'Alle vragen',
  active: true,
  terms: {
    conditions: { shopIds: [], channelAccountIds: [], channelKinds: [], priorities: [], tags: [], teamIds: [], contactGroups: [] },
    promises: { first_response: { ...inSeconds(seconds), ...given }, next_response: never, resolution: never, speed_of_answer: never },
    warnAtPercent: seconds < 60 ? 50 : 10,
    pauses: { response: { pending: true, snoozed: true }, resolution: { pending: true, snoozed: true } },
    steps: [],
  },
});

test('a ticket turns amber and red on the wall of two browsers, pending holds it, the answer ends it', async ({ page, desk, browser }) => {
  const other = await browser.newContext({
    storageState: await page.context().storageState(),
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1440, height: 900 },
  });
  const second = await other.newPage();
  await page.goto('/wall');
  await expect(page.getByText('Niemand wacht op antwoord.')).toBeVisible();
  await takeScreens(page, 'wall-empty', expectAccessible);
  await second.goto(new URL('/wall', page.url()).href);
  await desk.ask(page, 'POST', '/api/sla/policies', promiseWithin(24));

  await desk.receive({ subject: 'Waar blijft mijn fiets?', text: 'Ik wacht al een week.' });
  for (const wall of [page, second])
    await expect(moodOf(wall, 'Verloopt straks', 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'fine');
  await expect(figure(page, 'Open')).toHaveText('1');
  for (const wall of [page, second])
    await expect(moodOf(wall, 'Verloopt straks', 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'soon');
  await expect(figure(page, 'Bijna te laat')).toHaveText('1');
  for (const wall of [page, second]) await expect(moodOf(wall, 'Te laat', 'Waar blijft mijn fiets?')).toHaveAttribute('data-mood', 'late');
  await expect(figure(page, 'Te laat')).toHaveText('1');
  await expect(figure(page, 'Beloftes vandaag')).toHaveText('0%');

  // Another one is held as long as the customer is asked something.
  await desk.receive({ from: 'Fatima <fatima@klanten.test>', subject: 'Mijn band is lek', text: 'Alweer.' });
  await expect(ticket(second, 'Verloopt straks', 'Mijn band is lek')).toBeVisible();
  const { items } = await desk.ask<{ items: { id: string; subject: string }[] }>(page, 'GET', '/api/views/open/tickets');
  const flat = items.find(({ subject }) => subject === 'Mijn band is lek');
  await desk.ask(page, 'PATCH', `/api/tickets/${flat?.id}`, { changes: { status: 'pending' } });
  for (const wall of [page, second]) await expect(ticket(wall, 'Verloopt straks', 'Mijn band is lek')).toHaveCount(0);
  await desk.ask(page, 'PATCH', `/api/tickets/${flat?.id}`, { changes: { status: 'open' } });
  for (const wall of [page, second]) await expect(ticket(wall, 'Verloopt straks', 'Mijn band is lek')).toBeVisible();

  // The answer ends it, on the wall that nobody touches, too.
  await open(page, 'Waar blijft mijn fiets?');
  await reply(page).fill('Hij gaat vandaag nog op de fietskoerier.');
  await page.keyboard.press('Control+Enter');
  await expect(messageSaying(page, 'fietskoerier')).toBeVisible();
  await expect(ticket(second, 'Te laat', 'Waar blijft mijn fiets?')).toHaveCount(0);
  await expect(ticket(second, 'Wacht het langst', 'Waar blijft mijn fiets?')).toHaveCount(0);
  await other.close();
});

test('work is given away from the wall, by a key and by hand, and taken back', async ({ page, desk, browser }) => {
  const joost = await desk.colleague(browser, 'Joost Bakker');
  const mirthe = await desk.colleague(browser, 'Mirthe van der Berg-Oosterhuis');
  const { agents: everybody } = {
    agents: (await desk.ask<{ items: { id: string; name: string }[] }>(page, 'GET', '/api/agents?limit=100')).items,
  };
  const mirtheId = everybody.find(({ name }) => name.startsWith('Mirthe'))?.id;
  await desk.ask(page, 'PUT', `/api/routing/agents/${mirtheId}`, { skills: [], kinds: { email: 1 } });
  const byPriority = { seconds: { low: 7_200, normal: 5_400, high: 300, urgent: 2 } };
  await desk.ask(page, 'POST', '/api/sla/policies', promiseWithin(5_400, byPriority));
  const [late, soon] = await desk.receiveTickets([
    'Waar blijft mijn fiets?',
    'Mijn band is lek',
    'De zadelpen die jullie stuurden past niet op mijn frame, wat nu en wie betaalt de retourzending?',
    'Factuur graag',
  ]);
  await desk.ask(page, 'PATCH', `/api/tickets/${late?.id}`, { changes: { priority: 'urgent' } });
  await desk.ask(page, 'PATCH', `/api/tickets/${soon?.id}`, { changes: { priority: 'high' } });
  await page.goto('/wall');
  await expect(page.getByText(/collega's zijn offline/u)).toBeVisible();
  await joost.goto('/inbox/open');
  await mirthe.goto('/inbox/open');
  for (const name of ['Joost', 'Mirthe']) await expect(person(page, name)).toContainText('Beschikbaar');

  // By the keys alone.
  await expect(list(page, 'Te laat').getByRole('listitem')).toHaveCount(1);
  await expect(list(page, 'Verloopt straks').getByRole('listitem')).toHaveCount(3);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(page.locator('li[data-picked]')).toContainText('Mijn band is lek');
  await page.keyboard.press('a');
  await page.getByRole('combobox').or(page.getByPlaceholder('Zoek een collega')).first().fill('Joost');
  await page.keyboard.press('Enter');
  await expect(person(page, 'Joost')).toContainText('1 van 20');
  await expect(page.getByRole('button', { name: 'Ongedaan maken' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(person(page, 'Joost')).toContainText('Niets open');

  // By hand: Mirthe takes one at most, and the wall says so.
  await ticket(page, 'Verloopt straks', 'Factuur graag').dragTo(person(page, 'Mirthe'));
  await expect(person(page, 'Mirthe')).toContainText('1 van 1');
  await ticket(page, 'Verloopt straks', 'De zadelpen').dragTo(person(page, 'Mirthe'));
  await expect(person(page, 'Mirthe')).toContainText('2 van 1');
  await expect(person(page, 'Mirthe')).toContainText('te veel');

  // A norm that is set now stands on the wall at once, and leads to where it stands whole.
  await desk.ask(page, 'POST', '/api/norms/own', {
    ...{ name: 'Antwoord binnen vier uur', active: true, metric: 'first_answer', seconds: 14_400, hours: 'business' },
    ...{ scope: { shopIds: [], channelKinds: [], teamIds: [] }, threshold: 0.9, window: 'week', alerts: false },
  });
  const norm = page.getByRole('list', { name: 'Normen' }).getByRole('link', { name: /Antwoord binnen vier uur/u });
  await expect(norm).toContainText('norm 90%');
  await expect(norm).toHaveAttribute('href', '/norms#own');

  // She goes for lunch.
  await mirthe.getByRole('button', { name: /jouw menu/u }).click();
  await mirthe.getByRole('menuitemradio', { name: 'Afwezig' }).click();
  await expect(person(page, 'Mirthe')).toContainText('Afwezig');
  await page.locator('li[data-picked]').first().click();
  await expect(moodOf(page, 'Verloopt straks', 'Mijn band is lek')).toHaveAttribute('data-mood', 'soon');
  await takeScreens(page, 'wall', expectAccessible);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await expect(page.getByPlaceholder('Zoek een collega')).toBeVisible();
  await takeScreens(page, 'wall-assign', expectAccessible);
  await page.keyboard.press('Escape');

  // For a screen that nobody sits at.
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/tv=true/u);
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('f');
  await expect(page).not.toHaveURL(/tv=true/u);
  await page.goto('/wall?tv=true');
  await expect(list(page, 'Te laat').getByRole('listitem')).toHaveCount(1);
  await takeScreens(page, 'wall-large', expectAccessible);
});

test('how tickets come to colleagues is settled in sentences, and done by itself', async ({ page, desk, browser }) => {
  const joost = await desk.colleague(browser, 'Joost Bakker');
  await joost.goto('/inbox/mine');
  await page.goto('/settings/assignment');
  await page.getByRole('button', { name: /Nieuwe tickets: blijft liggen/u }).click();
  await page.getByRole('menuitemradio', { name: 'gaat om de beurt naar een collega' }).click();
  await page.getByRole('textbox', { name: 'E-mail van Sanne Visser' }).fill('0');
  await page.getByRole('textbox', { name: 'E-mail van Sanne Visser' }).press('Enter');
  await page.getByRole('button', { name: /Waar tickets heen gaan/u }).click();
  await page.getByRole('menuitemradio', { name: "gaan naar collega's die er zijn" }).click();
  await expect(page.getByRole('button', { name: /Na hoe lang: 15 minuten/u })).toBeVisible();
  await takeScreens(page, 'assignment', expectAccessible);

  await desk.receive({ subject: 'Waar blijft mijn fiets?', text: 'Ik wacht al een week.' });
  await expect(joost.getByRole('list', { name: 'Van mij' }).getByText('Waar blijft mijn fiets?')).toBeVisible();
});
