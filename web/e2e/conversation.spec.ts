import { expectAccessible } from './support/accessibility.ts';
import { messageSaying, open, reply, test } from './support/at-desk.ts';
import { conversation, rowOf, subjectsInOrder } from './support/desk.ts';
import { expect } from './support/test.ts';

/** A ticket that is read and answered: that no word is lost, a long history keeps its place, and a stranger's mail does nothing. */

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

test('who sends while a file is still on its way does not have to press again', async ({ page, desk }) => {
  await desk.receiveTickets(['Vraag 1']);
  await open(page, 'Vraag 1');
  let letThrough = () => {};
  const slow = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route('**/api/attachments', async (route) => {
    await slow;
    await route.continue();
  });
  await reply(page).fill('In de bijlage staat hoe.');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bestand bijvoegen' }).click();
  await (await choosing).setFiles({ name: 'handleiding.txt', mimeType: 'text/plain', buffer: Buffer.from('Draai het ventiel open.') });
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
  await expect(page.getByText('Zodra het bestand er is, gaat dit vanzelf door')).toBeVisible();
  await expect(page.getByRole('article', { name: 'Antwoord van Sanne Visser' })).toHaveCount(0);
  letThrough();
  const sent = page.getByRole('article', { name: 'Antwoord van Sanne Visser' });
  await expect(sent).toContainText('handleiding.txt');
  await expect(sent).toHaveCount(1);
  await expect(reply(page)).toHaveText('');
});

test('a long conversation opens where reading was left, and keeps its place when it grows at either end', async ({ page, desk }) => {
  const thread = { from: 'Jan de Vries <jan@klanten.test>', subject: 'Vraag 1' };
  const lines = (index: number) => Array.from({ length: 6 }, (_none, line) => `Regel ${line + 1} van bericht ${index}.`).join('\n\n');
  const messages = async (wanted: number) => {
    const { items } = await desk.ask<{ items: { messageCount: number }[] }>(page, 'GET', '/api/views/open/tickets');
    return items[0]?.messageCount === wanted;
  };
  const first = await desk.receive({ ...thread, text: lines(1) });
  const answer = (index: number) => desk.receive({ ...thread, text: lines(index), references: [first] });
  for (let index = 2; index <= 40; index++) await answer(index);
  await expect.poll(() => messages(40)).toBe(true);
  // Read to the end, once.
  await open(page, 'Vraag 1');
  await page.getByRole('button', { name: /nieuwste bericht/ }).click();
  await expect(messageSaying(page, 'Regel 6 van bericht 40.')).toBeInViewport();
  await expect(rowOf(page, 'Vraag 1').getByText('Ongelezen')).toHaveCount(0);
  await page.goto('/inbox/solved');
  for (const index of [41, 42, 43]) await answer(index);
  await expect.poll(() => messages(43)).toBe(true);

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
