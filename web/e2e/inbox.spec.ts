import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility.ts';
import { conversation, Desk, rowOf, subjectsInOrder } from './support/desk.ts';
import { test as base, expect } from './support/test.ts';

/** The screen that matters: what colleagues see of each other, that nothing moves under the hand, and that no word is lost. */

const test = base.extend<{ desk: Desk }>({
  desk: [
    async ({ page, house, balie, backstage }, use) => {
      expect(house.cookie.value).not.toBe('');
      await use(await Desk.open(page, balie, backstage));
    },
    { timeout: 60_000 },
  ],
});
test.describe.configure({ timeout: 120_000 });

const reply = (page: Page) => page.getByRole('textbox', { name: 'Antwoord' });
const count = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Weergaven' }).getByRole('link', { name: view }).getByText(/^\d+$/);

const messageSaying = (page: Page, words: string) => conversation(page).getByRole('article').filter({ hasText: words });

async function open(page: Page, subject: string): Promise<void> {
  await page.goto('/inbox/open');
  await rowOf(page, subject).click();
  await expect(page.getByRole('heading', { name: subject, level: 2 })).toBeVisible();
  await expect(reply(page)).toBeVisible();
}

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

  await desk.receive({ subject: 'Vraag 4', from: 'Klant 4 <klant4@klant.test>' });
  await expect(page.getByRole('button', { name: '1 nieuw' })).toBeVisible();
  await desk.ask(page, 'PATCH', `/api/tickets/${first?.id}`, { changes: { status: 'pending' } });
  await expect(rowOf(page, 'Vraag 1')).toContainText('Nu wacht op klant');
  expect(await subjectsInOrder(page)).toEqual(['Vraag 3', 'Vraag 2', 'Vraag 1']);
  expect(await rowOf(page, 'Vraag 2').boundingBox()).toEqual(before);

  await page.mouse.move(1000, 450);
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 4', 'Vraag 3', 'Vraag 2']);
  await expect(page.getByRole('button', { name: '1 nieuw' })).toHaveCount(0);
  await desk.receive({ subject: 'Vraag 5', from: 'Klant 5 <klant5@klant.test>' });
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
  const [ticket] = await desk.receiveTickets(['Vraag 1']);
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
});

test('what the server refuses is put back, and a reply that fails comes back with every word', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1']);
  await open(page, 'Vraag 1');
  const refuse = {
    status: 500,
    contentType: 'application/problem+json',
    body: '{"type":"about:blank","title":"x","status":500,"code":"internal"}',
  };
  await page.route('**/api/tickets/*', (route) => (route.request().method() === 'PATCH' ? route.fulfill(refuse) : route.continue()));
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

test('a draft is there in another tab, after a reload, and gone everywhere once it is sent', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  await open(page, 'Vraag 1');
  await page.keyboard.press('r');
  await page.keyboard.type('Een begin');
  // Another ticket in between loses nothing.
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await expect(rowOf(page, 'Vraag 1')).toContainText('Concept');

  const tab = await page.context().newPage();
  await open(tab, 'Vraag 1');
  await expect(reply(tab)).toHaveText('Een begin');
  await page.keyboard.press('j');
  await expect(reply(page)).toHaveText('Een begin');
  await page.keyboard.press('r');
  await page.keyboard.type(' en een einde');
  await expect(reply(tab)).toHaveText('Een begin en een einde');
  await tab.reload();
  await expect(reply(tab)).toHaveText('Een begin en een einde');

  await page.keyboard.press('Control+Enter');
  await expect(reply(tab)).toHaveText('');
  await expect(tab.getByRole('article', { name: 'Antwoord van Sanne Visser' })).toContainText('Een begin en een einde');
  await tab.mouse.move(1000, 450);
  await expect(rowOf(tab, 'Vraag 1')).toHaveCount(0);
});

test('a long conversation opens where reading was left, and keeps its place when it grows at either end', async ({ page, desk }) => {
  test.setTimeout(180_000);
  const thread = { from: 'Jan de Vries <jan@klant.test>', subject: 'Vraag 1' };
  const lines = (index: number) => Array.from({ length: 6 }, (_none, line) => `Regel ${line + 1} van bericht ${index}.`).join('\n\n');
  const messages = async (wanted: number) => {
    const { items } = await desk.ask<{ items: { messageCount: number }[] }>(page, 'GET', '/api/views/open/tickets');
    return items[0]?.messageCount === wanted;
  };
  const first = await desk.receive({ ...thread, text: lines(1) });
  const answer = (index: number) => desk.receive({ ...thread, text: lines(index), references: [first] });
  for (let index = 2; index <= 40; index++) await answer(index);
  await expect.poll(() => messages(40), { timeout: 60_000 }).toBe(true);
  // Read to the end, once.
  await open(page, 'Vraag 1');
  await page.getByRole('button', { name: /nieuwste bericht/ }).click();
  await expect(messageSaying(page, 'Regel 6 van bericht 40.')).toBeInViewport();
  await expect(rowOf(page, 'Vraag 1').getByText('Ongelezen')).toHaveCount(0);
  await page.goto('/inbox/solved');
  for (const index of [41, 42, 43]) await answer(index);
  await expect.poll(() => messages(43), { timeout: 30_000 }).toBe(true);

  await open(page, 'Vraag 1');
  await expect(page.getByText('Nieuw', { exact: true })).toBeInViewport();
  await expect(messageSaying(page, 'Regel 1 van bericht 41.')).toBeInViewport();

  // Up into the past: what was at the top stays where it is while older messages come above it.
  const timeline = page.getByRole('region', { name: 'Berichten' });
  await expect(conversation(page)).not.toContainText('Regel 1 van bericht 1.');
  await timeline.hover();
  for (let turn = 0; turn < 60; turn++) {
    await page.mouse.wheel(0, -600);
    if (await messageSaying(page, 'Regel 1 van bericht 1.').isVisible()) break;
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await expect(messageSaying(page, 'Regel 1 van bericht 1.')).toBeVisible();
  const numbers = (await conversation(page).getByRole('article').allTextContents()).map((text) =>
    Number(/van bericht (\d+)\./.exec(text)?.[1]),
  );
  expect(numbers).toEqual(Array.from({ length: 43 }, (_none, index) => index + 1));

  // In the middle: a message that arrives moves nothing, and is told.
  const read = messageSaying(page, 'Regel 1 van bericht 20.');
  await read.scrollIntoViewIfNeeded();
  const place = await read.boundingBox();
  await answer(44);
  await expect(page.getByRole('button', { name: 'Nieuw bericht' })).toBeVisible();
  expect(await read.boundingBox()).toEqual(place);
  await page.getByRole('button', { name: 'Nieuw bericht' }).click();
  await expect(messageSaying(page, 'Regel 6 van bericht 44.')).toBeInViewport();
});

test("a stranger's mail runs nothing, loads nothing unasked, and leaves the keys alone", async ({ page, desk, balie }) => {
  const asked: string[] = [];
  await page.route(/^https:/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ status: 200, contentType: 'image/png', body: Buffer.from(PIXEL, 'base64') });
  });
  await desk.receive({
    subject: 'Vraag 1',
    html: `<p onclick="top.document.title='x'">Kijk <a href="https://elders.test/kaart">hier</a></p><script>top.document.title='x'</script>
      <img src="https://elders.test/spion.png" width="40" height="40" alt="logo"><form action="https://elders.test"><input name="a"></form>`,
  });
  await page.goto('/inbox/open');
  await open(page, 'Vraag 1');
  const frame = page.locator('iframe[title="Bericht"]');
  await expect(frame).toHaveAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  const mail = frame.contentFrame();
  await expect(mail.getByText('Kijk hier')).toBeVisible();
  await mail.getByText('Kijk').click();
  expect(await page.title()).not.toBe('x');
  expect(asked).toEqual([]);
  await expect(mail.getByRole('link', { name: 'hier' })).toHaveAttribute('rel', /noopener/);
  await expect(mail.locator('form, script')).toHaveCount(0);

  // The focus is in the mail now; the keys of the screen still work.
  await page.keyboard.press('s');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Altijd van deze afzender' }).click();
  await expect.poll(() => asked).toEqual(['https://elders.test/spion.png']);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Altijd van deze afzender' })).toHaveCount(0);
  expect(page.url()).toContain(balie.url);
});

test('the address holds where one is: view, order, ticket and search, back and forward', async ({ page, desk }) => {
  const [older, newer] = await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  await page.goto('/inbox/open');
  await page.getByRole('button', { name: 'Sortering: Nieuwste' }).click();
  await page.getByRole('menuitemradio', { name: 'Wacht het langst' }).click();
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 1', 'Vraag 2']);
  await rowOf(page, 'Vraag 2').click();
  await expect(page).toHaveURL(`/inbox/open?sort=waiting&ticket=${newer?.number}`);
  await rowOf(page, 'Vraag 1').click();
  await expect(page).toHaveURL(`/inbox/open?sort=waiting&ticket=${older?.number}`);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await expect.poll(() => subjectsInOrder(page)).toEqual(['Vraag 1', 'Vraag 2']);
  await page.keyboard.press('/');
  await page.keyboard.type('vraag');
  await expect(page).toHaveURL(/q=vraag/);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Vraag 2', level: 2 })).toBeVisible();
  await page.goto('/inbox/open?ticket=4711');
  await expect(page.getByText('Ticket #4711 is er niet')).toBeVisible();
});

test('axe finds nothing on what opens over the inbox', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1', 'Vraag 2']);
  await open(page, 'Vraag 1');
  const leave = () => page.keyboard.press('Escape');
  const note = page.getByRole('textbox', { name: 'Notitie', exact: true });
  const steps: { key: string; shown: () => Promise<unknown>; within?: string; close: () => Promise<unknown> }[] = [
    { key: 'a', shown: () => expect(page.getByPlaceholder('Toewijzen')).toBeFocused(), within: MENU, close: leave },
    { key: 's', shown: () => expect(page.getByPlaceholder('Uitstellen tot')).toBeFocused(), within: MENU, close: leave },
    { key: 'n', shown: () => expect(note).toBeFocused(), close: leave },
    { key: 'x', shown: () => expect(page.getByText('1 gekozen')).toBeVisible(), close: leave },
    {
      key: 'c',
      shown: () => expect(page.getByRole('dialog', { name: 'Nieuw ticket' })).toBeVisible(),
      close: async () => {
        await page.getByRole('button', { name: 'Weggooien' }).click();
        await expect(page.getByRole('dialog', { name: 'Nieuw ticket' })).toHaveCount(0);
      },
    },
    { key: '/', shown: () => expect(page.getByText('Zo zoek je')).toBeVisible(), close: leave },
  ];
  for (const { key, shown, within, close } of steps) {
    await page.keyboard.press(key);
    await shown();
    await expectAccessible(page, within);
    await close();
  }
  await page.getByRole('button', { name: 'Meldingen' }).click();
  await expect(page.getByText('Nog geen meldingen')).toBeVisible();
  await expectAccessible(page);
});

const MENU = '.mantine-Combobox-dropdown';
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
