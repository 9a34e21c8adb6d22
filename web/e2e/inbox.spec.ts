import type { Page } from '@playwright/test';
import { open, reply, test } from './support/at-desk.ts';
import { conversation, rowOf, subjectsInOrder } from './support/desk.ts';
import { expect } from './support/test.ts';

/** The screen that matters: what colleagues see of each other, that nothing moves under the hand, and that no change is lost. */

const count = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name: view }).getByText(/^\d+$/);

test('what happens before the live connection stands is seen, too', async ({ page, desk }) => {
  let connect: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    connect = resolve;
  });
  await page.routeWebSocket(/socket\.io/u, async (socket) => {
    await gate;
    socket.connectToServer();
  });
  await page.goto('/inbox/open');
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await desk.receiveTickets(['Vroege vraag']);
  await expect(rowOf(page, 'Vroege vraag')).toHaveCount(0);
  connect();
  await expect(rowOf(page, 'Vroege vraag')).toBeVisible();
});

test('a row hears of a change that its conversation was read with before', async ({ page, desk }) => {
  const late: (() => void)[] = [];
  let isHeld = false;
  await page.routeWebSocket(/socket\.io/u, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (isHeld) late.push(() => socket.send(message));
      else socket.send(message);
    });
  });
  await page.goto('/inbox/open');
  // Which is seen live: the connection stands.
  const [ticket] = await desk.receiveTickets(['Vroeg gelezen']);
  await expect(rowOf(page, 'Vroeg gelezen')).toBeVisible();
  await page.waitForLoadState('networkidle');
  isHeld = true;
  await desk.ask(page, 'PATCH', `/api/tickets/${ticket?.id}`, { changes: { addTags: ['retour'] } });
  // The conversation is read before the news comes, and knows of it already.
  await rowOf(page, 'Vroeg gelezen').click();
  await expect(conversation(page).getByText('Je plakte er retour op')).toBeVisible();
  isHeld = false;
  for (const send of late) send();
  await expect(rowOf(page, 'Vroeg gelezen').getByText('retour', { exact: true })).toBeVisible();
});

test('two colleagues see each other, and what the other does, at once', async ({ page, browser, desk }) => {
  await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  const karim = await desk.colleague(browser, 'Karim el Idrissi');
  await open(page, 'Vraag 1');
  await open(karim, 'Vraag 1');

  await expect(page.getByRole('img', { name: 'Karim el Idrissi' })).toBeVisible();
  await karim.keyboard.press('r');
  await karim.keyboard.type('Ik kijk even');
  await expect(rowOf(page, 'Vraag 1')).toContainText('Karim typt…');
  await expect(rowOf(page, 'Vraag 1')).not.toContainText('Karim typt…');

  await karim.keyboard.press('Escape');
  await karim.keyboard.press('i');
  await expect(page.getByRole('button', { name: 'Toewijzen: Karim el Idrissi' })).toBeVisible();
  await expect(conversation(page)).toContainText('Karim el Idrissi pakte het op');
  await expect(count(page, 'Niet toegewezen')).toHaveText('1');
  await expect(count(karim, 'Van mij')).toHaveText('1');

  await karim.keyboard.press('n');
  await karim.keyboard.type('Bandenmaat nagevraagd bij ');
  await karim.keyboard.type('@Sanne');
  await karim.getByRole('option', { name: 'Sanne Visser' }).click();
  await karim.keyboard.press('Control+Enter');
  const note = page.getByRole('article', { name: 'Notitie van Karim el Idrissi' });
  await expect(note).toContainText('Bandenmaat nagevraagd bij @Sanne Visser');
  await page.getByRole('button', { name: 'Meldingen, 1 ongelezen' }).click();
  await expect(page.getByRole('dialog')).toContainText('Karim el Idrissi noemde je');

  await karim.close();
  await expect(page.getByRole('img', { name: 'Karim el Idrissi', exact: true })).toHaveCount(0);
});

test('the list does not move under the pointer; what is new waits behind a pill', async ({ page, desk }) => {
  const [first] = await desk.receiveTickets(['Vraag 1', 'Vraag 2', 'Vraag 3']);
  await page.goto('/inbox/open');
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 3', 'Vraag 2', 'Vraag 1']);
  await rowOf(page, 'Vraag 2').hover();
  const before = await rowOf(page, 'Vraag 2').boundingBox();

  await desk.receive({ subject: 'Vraag 4', from: 'Klant 4 <klant4@klanten.test>' });
  await expect(page.getByRole('button', { name: '1 nieuw' })).toBeVisible();
  await desk.ask(page, 'PATCH', `/api/tickets/${first?.id}`, { changes: { status: 'pending' } });
  await expect(rowOf(page, 'Vraag 1')).toContainText('Nu wacht op klant');
  expect(await subjectsInOrder(page)).toEqual(['Vraag 3', 'Vraag 2', 'Vraag 1']);
  expect(await rowOf(page, 'Vraag 2').boundingBox()).toEqual(before);

  await page.mouse.move(1000, 450);
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 4', 'Vraag 3', 'Vraag 2']);
  await expect(page.getByRole('button', { name: '1 nieuw' })).toHaveCount(0);
  await desk.receive({ subject: 'Vraag 5', from: 'Klant 5 <klant5@klanten.test>' });
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 5', 'Vraag 4', 'Vraag 3', 'Vraag 2']);
});

test('a day by keyboard: read, answer, take back, solve, snooze, put away, choose several', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1', 'Vraag 2', 'Vraag 3', 'Vraag 4']);
  await page.goto('/inbox/open');
  await expect(rowOf(page, 'Vraag 4')).toBeVisible();
  const subject = (text: string) => page.getByRole('heading', { name: text, level: 2 });

  await page.keyboard.press('j');
  await expect(subject('Vraag 4')).toBeVisible();
  await page.keyboard.press('j');
  await expect(subject('Vraag 3')).toBeVisible();
  await page.keyboard.press('k');
  await expect(subject('Vraag 4')).toBeVisible();
  await expect(reply(page)).toBeVisible();

  await page.keyboard.press('r');
  await page.keyboard.type('Dat zoek ik uit.');
  await page.keyboard.press('Control+Enter');
  const answer = page.getByRole('article', { name: 'Antwoord van Sanne Visser' });
  await expect(answer).toContainText('Dat zoek ik uit.');
  await expect(answer).toContainText(/Gaat over \d s weg/);
  await expect(reply(page)).toHaveText('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('u');
  await expect(answer).toContainText('Teruggehaald, niet verstuurd');
  await expect(reply(page)).toHaveText('Dat zoek ik uit.');
  await expect(count(page, 'Alle open')).toHaveText('4');

  await page.keyboard.press('e');
  await expect(page.getByText('#4 opgelost')).toBeVisible();
  await expect(rowOf(page, 'Vraag 4')).toHaveCount(0);
  await page.keyboard.press('u');
  await expect(rowOf(page, 'Vraag 4')).toBeVisible();
  await page.keyboard.press('e');
  await expect(count(page, 'Opgelost')).toHaveText('1');

  await page.keyboard.press('j');
  await expect(subject('Vraag 3')).toBeVisible();
  await page.keyboard.press('s');
  await page.keyboard.type('morgen');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/#3 uitgesteld tot morgen 09:00/)).toBeVisible();
  await expect(count(page, 'Uitgesteld')).toHaveText('1');

  await page.keyboard.press('j');
  await expect(subject('Vraag 2')).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await expect(subject('Vraag 1')).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('2 gekozen')).toBeVisible();
  await page.keyboard.press('#');
  await expect(page.getByText('2 tickets naar spam')).toBeVisible();
  await expect(page.getByText('Alles beantwoord')).toBeVisible();
  await page.keyboard.press('u');
  await expect(rowOf(page, 'Vraag 1')).toBeVisible();
  await expect(rowOf(page, 'Vraag 2')).toBeVisible();

  await page.keyboard.press('/');
  await page.keyboard.type('status:opgelost 4');
  await expect.poll(() => subjectsInOrder(page, 'Zoeken')).toEqual(['Vraag 4']);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('list', { name: 'Alle open' })).toBeVisible();
});

test('a lost race is told in words, and can be won all the same', async ({ page, browser, desk }) => {
  const [ticket, ...others] = await desk.receiveTickets(['Vraag 1', 'Vraag 2', 'Vraag 3', 'Vraag 4']);
  const karim = await desk.colleague(browser, 'Karim el Idrissi');
  await open(page, 'Vraag 1');
  // Karim is faster by the length of a request.
  await page.route(
    `**/api/tickets/${ticket?.id}`,
    async (route) => {
      await desk.ask(karim, 'PATCH', `/api/tickets/${ticket?.id}`, { changes: { status: 'pending' } });
      await route.continue();
    },
    { times: 1 },
  );
  await page.keyboard.press('e');
  await expect(page.getByText('#1 staat intussen op wacht op klant.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status wijzigen: Wacht op klant' })).toBeVisible();
  await page.getByRole('button', { name: 'Toch doen' }).click();
  await expect(page.getByRole('button', { name: 'Status wijzigen: Opgelost' })).toBeVisible();
  await expect(count(page, 'Opgelost')).toHaveText('1');

  // So it is with many at once: what Karim did to two of three stays.
  await page.route(
    '**/api/tickets/bulk',
    async (route) => {
      for (const { id } of others.slice(0, 2)) await desk.ask(karim, 'PATCH', `/api/tickets/${id}`, { changes: { status: 'pending' } });
      await route.continue();
    },
    { times: 1 },
  );
  for (const { subject } of others) await page.getByRole('checkbox', { name: subject }).click();
  await expect(page.getByText('3 gekozen')).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByText('2 tickets waren intussen gewijzigd door een collega en zijn zo gelaten: #2, #3')).toBeVisible();
  await expect(page.getByText('#4 opgelost')).toBeVisible();
  await expect(count(page, 'Opgelost')).toHaveText('2');
  await page.getByRole('button', { name: 'Toch doen' }).click();
  await expect(count(page, 'Opgelost')).toHaveText('4');
});

test('what the server refuses is put back, and a reply that fails comes back with every word', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1']);
  const refuse = {
    status: 500,
    contentType: 'application/problem+json',
    body: '{"type":"about:blank","title":"x","status":500,"code":"internal"}',
  };
  // Before the page is there, so that it holds for all that the page asks.
  await page.route('**/api/tickets/*', (route) => (route.request().method() === 'PATCH' ? route.fulfill(refuse) : route.continue()));
  await open(page, 'Vraag 1');
  await page.keyboard.press('e');
  await expect(page.getByText('#1 is niet gewijzigd en staat weer zoals het was.')).toBeVisible();
  await expect(rowOf(page, 'Vraag 1')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Status wijzigen: Open' })).toBeVisible();
  await expect(count(page, 'Alle open')).toHaveText('1');

  await page.route('**/replies', (route) => route.fulfill(refuse), { times: 1 });
  await page.keyboard.press('r');
  await page.keyboard.type('Deze woorden blijven.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Je antwoord in #1 is niet verstuurd en staat weer klaar.')).toBeVisible();
  await expect(reply(page)).toHaveText('Deze woorden blijven.');
  await expect(page.getByRole('article', { name: 'Antwoord van Sanne Visser' })).toHaveCount(0);
  await reply(page).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article', { name: 'Antwoord van Sanne Visser' })).toHaveCount(1);
  await expect(page.getByRole('article', { name: 'Antwoord van Sanne Visser' })).toContainText('Verstuurd');
});
