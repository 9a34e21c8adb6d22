import { messageSaying, reply, test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { mailOf } from './support/mail.ts';
import { brokenOn, bubble, ChatOnShop, chatField, chatPanel, launcher, openChat, say } from './support/shop-chat.ts';
import { expect } from './support/test.ts';

/** From a question on the shop's page to the mail that goes on with it. */

// What cannot be done shows soon, not at the end of all time.
test.use({ actionTimeout: 60_000 });

const QUESTION = 'Past de fietstas Waterland ook op een Gazelle Esprit?';

test('a visitor asks in the shop, is answered live, leaves, and the conversation goes on by mail', async ({
  page,
  desk,
  balie,
  backstage,
  browser,
}) => {
  const chat = await ChatOnShop.open(page, desk, balie);
  await backstage.addMailbox('jan@klanten.test', 'van jan');
  const shopper = await chat.visitor(browser);
  const visitor = await shopper.newPage();
  await visitor.goto(`${chat.shopUrl}/product/fietstas-waterland`);
  await visitor.getByRole('button', { name: 'In winkelwagen' }).click();
  await openChat(visitor);
  await visitor.getByLabel('Je e-mailadres').fill('jan@klanten.test');
  await visitor.getByLabel('Je bericht').fill(QUESTION);
  await visitor.getByRole('button', { name: 'Versturen' }).click();
  await expect(bubble(visitor, QUESTION)).toBeVisible();
  await expect(chatPanel(visitor).getByText('We mailen ons antwoord naar jan@klanten.test')).toBeVisible();

  // The agent sees it live, and both see the other write.
  await page.goto('/inbox/open');
  await rowOf(page, QUESTION).click();
  await expect(messageSaying(page, QUESTION)).toBeVisible();
  await chatField(visitor).pressSequentially('Het gaat om');
  await expect(page.getByText(/typt/u).first()).toBeVisible();
  await chatField(visitor).fill('');
  await reply(page).click();
  await reply(page).pressSequentially('Ja, die past.');
  await expect(chatPanel(visitor).getByText(/Sanne Visser typt/u)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(bubble(visitor, 'Ja, die past.')).toBeVisible();
  await expect(chatPanel(visitor).getByRole('article', { name: 'Sanne Visser' })).toBeVisible();
  await expect(chatPanel(visitor).getByRole('article').filter({ hasText: QUESTION })).toContainText('Gelezen');

  // The visitor leaves; the next answer finds nobody there and goes by mail.
  expect(await brokenOn(visitor)).toEqual([]);
  await shopper.close();
  await page.goto('/inbox/pending');
  await rowOf(page, QUESTION).click();
  await reply(page).click();
  await page.keyboard.type('Wil je hem ook in het rood?');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(async () => (await backstage.mailsOf('jan@klanten.test')).filter(({ text }) => text.includes('in het rood')).length, {
      timeout: 150_000,
    })
    .toBe(1);
  const [mail] = (await backstage.mailsOf('jan@klanten.test')).filter(({ text }) => text.includes('in het rood'));
  if (!mail) throw new Error('The mail is gone');

  // What they mail back stands in the same conversation.
  const answer = mailOf({
    from: 'Jan de Vries <jan@klanten.test>',
    to: mail.from,
    subject: `Re: ${mail.subject}`,
    text: 'Nee, antraciet is goed.',
    references: [...mail.references, mail.messageId],
  });
  await backstage.deliver(desk.address, answer, 'jan@klanten.test');
  await expect(messageSaying(page, 'Nee, antraciet is goed.')).toBeVisible();
  await expect(conversation(page).getByRole('article', { name: /^Bericht van/u })).toHaveText([
    new RegExp(QUESTION.replace('?', '\\?'), 'u'),
    /Nee, antraciet is goed\./u,
  ]);
  // In one ticket, which waits for an agent again.
  await page.goto('/inbox/open');
  await expect(rowOf(page, QUESTION)).toHaveCount(1);
});

test.describe(() => {
  // It is killed on the way.
  test.use({ ownProcess: true });

  test('nothing is lost or doubled by a cut line, a reload and a second tab', async ({ page, desk, balie, browser }) => {
    const chat = await ChatOnShop.open(page, desk, balie, { preChat: { name: 'off', email: 'off' } });
    const shopper = await chat.visitor(browser);
    const first = await shopper.newPage();
    await first.goto(chat.shopUrl);
    await openChat(first);
    await say(first, 'Bericht 1');

    const second = await shopper.newPage();
    await second.goto(`${chat.shopUrl}/cart`);
    await openChat(second);
    await expect(bubble(second, 'Bericht 1')).toBeVisible();

    // Cut off in the middle of sending: the server has it, the browser does not hear so.
    await shopper.setOffline(true);
    for (const words of ['Bericht 2', 'Bericht 3']) {
      await chatField(first).fill(words);
      await chatField(first).press('Enter');
      await expect(bubble(first, words)).toBeVisible();
    }
    await chatField(second).fill('Bericht 4');
    await chatField(second).press('Enter');
    await expect(
      chatPanel(first)
        .getByText(/Wordt verzonden|Gaat weg zodra/u)
        .first(),
    ).toBeVisible();
    // Each tab shows what the other has under way.
    await expect(bubble(first, 'Bericht 4')).toBeVisible();
    await shopper.setOffline(false);
    await first.reload();

    const all = ['Bericht 1', 'Bericht 2', 'Bericht 3', 'Bericht 4'];
    for (const tab of [first, second]) {
      // The panel is open again after the reload, too.
      for (const words of all) await expect(bubble(tab, words)).toHaveCount(1);
      await expect(chatPanel(tab).getByText(/Wordt verzonden|Gaat weg zodra/u)).toHaveCount(0);
    }
    await page.goto('/inbox/open');
    await rowOf(page, 'Bericht').click();
    for (const words of all) await expect(conversation(page).getByText(words, { exact: true })).toHaveCount(1);

    // The server itself goes away while something is said.
    await balie.restart('SIGKILL');
    await chatField(first).fill('Bericht 5');
    await chatField(first).press('Enter');
    for (const tab of [first, second]) await expect(bubble(tab, 'Bericht 5')).toHaveCount(1);
    await expect(chatPanel(first).getByText(/Wordt verzonden|Gaat weg zodra/u)).toHaveCount(0);

    // Unread is counted once, and read in one tab is read in both.
    for (const tab of [first, second]) await chatPanel(tab).getByRole('button', { name: 'Chat sluiten' }).click();
    await page.reload();
    await reply(page).click();
    await page.keyboard.type('Alle vijf gezien.');
    await page.keyboard.press('Control+Enter');
    for (const tab of [first, second]) await expect(launcher(tab)).toHaveAccessibleName(/1 ongelezen/u);
    await first.bringToFront();
    await openChat(first);
    await expect(bubble(first, 'Alle vijf gezien.')).toHaveCount(1);
    await expect(launcher(second)).toHaveAccessibleName(/^Chat met [^,]+$/u);
    for (const tab of [first, second]) expect(await brokenOn(tab)).toEqual([]);
  });
});

test('what was lost on the way is fetched, though what came after it is there', async ({ page, desk, balie, browser }) => {
  const chat = await ChatOnShop.open(page, desk, balie, { preChat: { name: 'off', email: 'off' } });
  const shopper = await chat.visitor(browser);
  let saySyncNeeded: () => void = () => undefined;
  await shopper.routeWebSocket(/socket\.io/u, (socket) => {
    saySyncNeeded = () => socket.send('42/chat,["sync.needed",null]');
    // As between two processes whose connection breaks for a moment.
    socket.connectToServer().onMessage((message) => {
      if (!/^42.*\["message",.*Verloren antwoord/u.test(String(message))) socket.send(message);
    });
  });
  const visitor = await shopper.newPage();
  await visitor.goto(chat.shopUrl);
  await openChat(visitor);
  await say(visitor, 'Is er iemand?');
  await page.goto('/inbox/open');
  await rowOf(page, 'Is er iemand?').click();
  for (const words of ['Verloren antwoord', 'Tweede antwoord']) {
    await reply(page).click();
    await page.keyboard.type(words);
    await page.keyboard.press('Control+Enter');
    await expect(messageSaying(page, words)).toBeVisible();
  }
  await expect(bubble(visitor, 'Tweede antwoord')).toBeVisible();
  await expect(bubble(visitor, 'Verloren antwoord')).toHaveCount(0);
  saySyncNeeded();
  await expect(bubble(visitor, 'Verloren antwoord')).toBeVisible();
});

test('the chat works where no WebSocket gets through', async ({ page, desk, balie, browser }) => {
  const chat = await ChatOnShop.open(page, desk, balie, { preChat: { name: 'off', email: 'off' } });
  const shopper = await chat.visitor(browser);
  let refused = 0;
  await shopper.routeWebSocket(/socket\.io/u, (socket) => {
    refused += 1;
    void socket.close();
  });
  const visitor = await shopper.newPage();
  await visitor.goto(chat.shopUrl);
  await openChat(visitor);
  await chatField(visitor).fill('Langs een andere weg');
  await chatField(visitor).press('Enter');
  await expect(chatPanel(visitor).getByRole('article')).toContainText('Verzonden');
  expect(refused).toBe(2);
  expect(await brokenOn(visitor)).toEqual([]);
});

test('older messages come while one scrolls up, and what one reads stays where it is', async ({ page, desk, balie, browser }) => {
  const chat = await ChatOnShop.open(page, desk, balie, { preChat: { name: 'off', email: 'off' } });
  const shopper = await chat.visitor(browser);
  const visitor = await shopper.newPage();
  await visitor.goto(chat.shopUrl);
  await openChat(visitor);
  await say(visitor, 'Het begin');
  // A long history, as the server would tell it.
  const told = (from: number) =>
    Array.from({ length: 30 }, (_, index) => ({
      id: `01900000-0000-7000-8000-0000000000${String(from + index)}`,
      clientId: null,
      from: 'shop',
      author: { name: 'Sanne Visser', picture: null },
      text: `Regel ${from + index}`,
      files: [],
      at: new Date(Date.UTC(2026, 0, 1, 10, from + index)).toISOString(),
      state: 'read',
    }));
  await shopper.route('**/sessions', async (route) => {
    const answer = await route.fetch();
    const session = (await answer.json()) as { conversation: object };
    await route.fulfill({ response: answer, json: { ...session, conversation: { messages: told(40), olderCursor: 'more' } } });
  });
  let asked = 0;
  await shopper.route('**/messages?before=more', async (route) => {
    asked += 1;
    await route.fulfill({ json: { messages: told(10), olderCursor: null }, headers: { 'access-control-allow-origin': '*' } });
  });
  await visitor.reload();
  await expect(bubble(visitor, 'Regel 69')).toBeInViewport();
  expect(asked).toBe(0);
  const log = chatPanel(visitor).getByRole('log');
  await log.evaluate((element) => {
    element.scrollTop = 0;
  });
  await expect(bubble(visitor, 'Regel 10')).toBeAttached();
  await expect(bubble(visitor, 'Regel 40')).toBeInViewport();
  await expect(bubble(visitor, 'Regel 10')).not.toBeInViewport();
  expect(asked).toBe(1);
  // Away from the end there is a way back.
  await chatPanel(visitor).getByRole('button', { name: 'Naar het laatste bericht' }).click();
  await expect(bubble(visitor, 'Regel 69')).toBeInViewport();
});
