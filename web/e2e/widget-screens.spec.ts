import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/at-desk.ts';
import { takePicture, takeScreens } from './support/screens.ts';
import { brokenOn, bubble, ChatOnShop, chatField, chatPanel, launcher, openChat, say } from './support/shop-chat.ts';
import { expect } from './support/test.ts';

/** How the chat looks, and that everybody can use it: by keyboard, with a screen reader, in both languages, on a phone. */

test.use({ actionTimeout: 60_000 });

test('the chat is used by keyboard alone, under a strict policy, and a screen reader hears what comes', async ({
  page,
  desk,
  balie,
  browser,
}) => {
  const chat = await ChatOnShop.open(page, desk, balie, { colour: '#ffd54a' });
  const shopper = await chat.visitor(browser);
  const visitor = await shopper.newPage();
  await visitor.goto(chat.shopUrl);
  await expect(launcher(visitor)).toBeVisible();
  await takeScreens(visitor, 'chat-launcher', expectAccessible);
  expect(await visitor.evaluate(() => Object.keys(window).filter((name) => /balie/iu.test(name)))).toEqual(['Balie']);

  // Tab comes to it after the page, Enter opens it, Escape closes it and leads back.
  await visitor.locator('footer').click();
  await visitor.keyboard.press('Tab');
  await expect(launcher(visitor)).toBeFocused();
  await visitor.keyboard.press('Enter');
  await expect(chatPanel(visitor).getByLabel('Je e-mailadres')).toBeFocused();
  await visitor.keyboard.press('Escape');
  await expect(launcher(visitor)).toBeFocused();
  await visitor.keyboard.press('Enter');
  await expect(chatPanel(visitor).getByLabel('Je e-mailadres')).toBeFocused();

  // What is wrong is said beside it, and the focus goes there.
  await visitor.keyboard.type('jan@');
  await visitor.keyboard.press('Enter');
  await expect(chatPanel(visitor).getByText('Dit e-mailadres klopt niet.')).toBeVisible();
  await expect(chatPanel(visitor).getByLabel('Je e-mailadres')).toBeFocused();
  await takeScreens(visitor, 'chat-form', expectAccessible);
  await visitor.keyboard.type('klanten.test');
  await visitor.keyboard.press('Tab');
  // Keys that mean something to the page mean nothing to it here.
  await visitor.evaluate(() => addEventListener('keydown', ({ key }) => key === '/' && document.body.remove()));
  await visitor.keyboard.type('Kan dit morgen / overmorgen? 👍');
  await visitor.keyboard.press('Tab');
  await visitor.keyboard.press('Enter');
  await expect(bubble(visitor, 'Kan dit morgen / overmorgen? 👍')).toBeVisible();

  const rows = async () => (await desk.ask<{ items: { id: string }[] }>(page, 'GET', '/api/views/open/tickets?limit=1')).items;
  await expect.poll(async () => (await rows()).length).toBe(1);
  const [row] = await rows();
  const { replyTo } = await desk.ask<{ replyTo: object }>(page, 'GET', `/api/tickets/${row?.id}`);
  const answer = (html: string) =>
    desk.ask(page, 'POST', `/api/tickets/${row?.id}/replies`, { idempotencyKey: crypto.randomUUID(), html, ...replyTo, attachmentIds: [] });
  await answer('<p>Ja, kijk op https://voorbeeld.nl/bezorgen.</p>');
  await expect(visitor.getByRole('status').filter({ hasText: 'Nieuw bericht van Sanne Visser: Ja, kijk op' })).toBeAttached();
  await expect(chatPanel(visitor).getByRole('link', { name: 'https://voorbeeld.nl/bezorgen' })).toHaveAttribute(
    'rel',
    /noopener noreferrer/u,
  );
  await takeScreens(visitor, 'chat-light-colour', expectAccessible);
  expect(await brokenOn(visitor)).toEqual([]);

  // A phone's panel covers the page: Tab stays in it.
  await visitor.setViewportSize({ width: 390, height: 844 });
  await expect(chatPanel(visitor)).toHaveAttribute('aria-modal', 'true');
  await chatField(visitor).focus();
  for (let step = 0; step < 12; step++) {
    await visitor.keyboard.press('Tab');
    expect(await visitor.evaluate(() => document.activeElement?.localName)).toBe('balie-chat');
  }
});

test('pictures of the chat: long words, files, closed, English, signed in', async ({ page, desk, balie, browser }) => {
  const chat = await ChatOnShop.open(page, desk, balie);
  await chat.newSecret();
  const face = { file: { name: 'ik.png', mimeType: 'image/png', buffer: PICTURE } };
  expect((await page.request.put(`${balie.url}/api/me/picture`, { multipart: face })).status()).toBe(200);
  const shopper = await chat.visitor(browser);
  const visitor = await shopper.newPage();
  await visitor.goto(`${chat.shopUrl}/account`);
  await visitor.getByRole('button', { name: 'Willemijn van der Heijden-Oosterhuis' }).click();
  await expect(visitor.getByRole('heading', { name: 'Dag Willemijn' })).toBeVisible();
  // Whom the shop vouches for is asked nothing.
  await openChat(visitor);
  await expect(chatPanel(visitor).locator('img.face')).not.toHaveJSProperty('naturalWidth', 0);
  await takeScreens(visitor, 'chat-open', expectAccessible);
  await say(visitor, `Donaudampfschifffahrtsgesellschaft${'enz'.repeat(30)} https://www.voorbeeld.nl/${'pad/'.repeat(30)}`);
  await chatPanel(visitor)
    .locator('input[type=file]')
    .setInputFiles([
      { name: 'foto van de beschadigde fietstas, gemaakt op maandagochtend.png', mimeType: 'image/png', buffer: PICTURE },
      { name: 'leeg.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]);
  await expect(chatPanel(visitor).getByText('leeg.txt is leeg.')).toBeVisible();
  await expect(chatPanel(visitor).getByRole('progressbar')).toHaveCount(0);
  await takeScreens(visitor, 'chat-files', expectAccessible);
  await say(visitor, 'Deze bedoel ik.');
  await expect(chatPanel(visitor).getByRole('link', { name: /^foto van de beschadigde/u })).toBeVisible();
  await takeScreens(visitor, 'chat-long', expectAccessible);
  expect(await brokenOn(visitor)).toEqual([]);

  // Nobody is there: the promise is honest, and an address is asked for.
  await chat.change({ hours: { timeZone: 'Europe/Amsterdam', windows: [] } });
  const evening = await chat.visitor(browser, { locale: 'en-GB' });
  const late = await evening.newPage();
  await late.goto(chat.shopUrl);
  await openChat(late);
  await expect(chatPanel(late).getByText(/^Nu gesloten\./u)).toBeVisible();
  await takeScreens(late, 'chat-closed', expectAccessible);
  await evening.setOffline(true);
  await late.getByLabel('Je e-mailadres').fill('iemand@klanten.test');
  await late.getByLabel('Je bericht').fill('Zijn jullie er maandag?');
  await late.getByRole('button', { name: 'Versturen' }).click();
  await expect(chatPanel(late).getByText('Geen verbinding. We proberen het opnieuw.')).toBeVisible();
  await takePicture(late, 'chat-no-connection');
  await evening.setOffline(false);
  await expect(chatPanel(late).getByText('Verzonden')).toBeVisible();

  const british = await (await chat.visitor(browser, { locale: 'en-GB' })).newPage();
  await british.addInitScript(() => {
    new MutationObserver(() => document.documentElement?.setAttribute('lang', 'en')).observe(document, { childList: true });
  });
  await british.goto(chat.shopUrl);
  await openChat(british);
  await expect(chatPanel(british).getByText(/^Closed now\./u)).toBeVisible();
  await takeScreens(british, 'chat-english', expectAccessible);
});

test('a page that plays with styles and prototypes neither breaks the chat nor is broken by it', async ({ page, desk, balie, browser }) => {
  const chat = await ChatOnShop.open(page, desk, balie, { preChat: { name: 'off', email: 'off' } });
  const shopper = await chat.visitor(browser);
  await shopper.addInitScript(() => {
    // As Prototype did, and as some pages still do.
    Object.assign(Array.prototype, { toJSON: () => 'spoiled' });
    Object.assign(Object.prototype, { each: () => undefined });
  });
  await shopper.route('**/shop.css', (route) => route.fulfill({ contentType: 'text/css', body: HOSTILE }));
  const visitor = await shopper.newPage();
  await visitor.goto(chat.shopUrl);
  const before = await visitor
    .locator('main')
    .evaluate((main) => getComputedStyle(main).cssText.length + main.getBoundingClientRect().height);
  await openChat(visitor);
  await say(visitor, 'Werkt dit ook hier?');
  await expect(chatField(visitor)).toHaveCSS('color', 'rgb(22, 25, 29)');
  await expect(chatPanel(visitor)).toHaveCSS('width', '384px');
  expect(
    await visitor.locator('main').evaluate((main) => getComputedStyle(main).cssText.length + main.getBoundingClientRect().height),
  ).toBe(before);
  await takePicture(visitor, 'chat-hostile-page');
  expect(await brokenOn(visitor)).toEqual([]);

  // Served for other sites, lightly, and not asked for again on every page.
  const script = await page.request.get('/widget.js', { headers: { 'accept-encoding': 'gzip' } });
  expect(script.headers()).toMatchObject({
    'content-type': expect.stringMatching(/javascript; charset=utf-8/iu),
    'content-encoding': 'gzip',
    'cross-origin-resource-policy': 'cross-origin',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=300, stale-while-revalidate=86400',
  });
  expect(Number(script.headers()['content-length'])).toBeLessThanOrEqual(30_000);
});

const HOSTILE = `
  * { all: revert; color: red !important; font: 40px cursive !important; box-sizing: content-box !important; }
  html { font-size: 4px; }
  balie-chat, body > * + * + * + * { display: none !important; position: static !important; opacity: 0 !important; transform: scale(3) !important; }
  button, textarea { background: hotpink !important; width: 10px !important; }
`;
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
  'base64',
);
