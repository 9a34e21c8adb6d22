import { expectAccessible } from './support/accessibility.ts';
import { test } from './support/at-desk.ts';
import { conversation, rowOf } from './support/desk.ts';
import { takeScreens } from './support/screens.ts';
import { expect } from './support/test.ts';
import { Visitor } from './support/visitor.ts';

/** The chat of a shop, from making it to what an agent sees of a visitor. */

const SITE = 'https://www.lampenwinkel.test';
const FACE = 'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC';

test('a chat is made, seen on the shop’s page, and talks both ways', async ({ page, balie, desk }) => {
  expect(desk).toBeDefined();
  await page.goto('/settings/channels');
  await page.getByRole('link', { name: 'Chat op je site' }).click();
  await page.getByLabel('Adres van je winkel').fill('https://www.lampenwinkel.test/lampen');
  await page.getByRole('textbox', { name: 'Begroeting' }).fill('Hoi, waarmee kunnen we je helpen?');
  await takeScreens(page, 'connect-chat', expectAccessible);
  await page.getByRole('button', { name: 'Chat maken' }).click();
  await expect(page.getByText('We wachten tot een pagina van lampenwinkel.test de chat laadt…')).toBeVisible();
  await takeScreens(page, 'connect-chat-snippet', expectAccessible);
  const snippet = await page.getByRole('textbox', { name: 'Regel voor je site' }).inputValue();
  const key = /data-key="([^"]+)"/.exec(snippet)?.[1] ?? '';

  const visitor = await Visitor.arrive({ url: balie.url, key, site: SITE });
  await expect(page.getByText('Je site laadt de chat. Hij werkt.')).toBeVisible();
  await visitor.say('Past deze hanglamp boven een ronde tafel van 120 cm?');
  await expect(page.getByText('Je eerste vraag is binnen.')).toBeVisible();
  await page.getByRole('link', { name: 'Meer instellen' }).click();
  await expect(page.getByRole('heading', { name: 'Openingstijden' })).toBeVisible();
  await page.getByRole('button', { name: 'Sleutel maken' }).click();
  await expect(page.getByText('Kopieer deze sleutel nu')).toBeVisible();
  await page.getByRole('button', { name: 'Uren toevoegen op zaterdag' }).click();
  await expect(page.getByLabel('Open op zaterdag')).toHaveValue('09:00');
  await takeScreens(page, 'settings-chat', expectAccessible);

  // A face for the customer.
  await page.goto('/settings/profile');
  await page.locator('input[type=file]').setInputFiles({ name: 'ik.png', mimeType: 'image/png', buffer: Buffer.from(FACE, 'base64') });
  await expect(page.getByRole('button', { name: 'Andere foto' })).toBeVisible();
  await expect(page.getByRole('main').locator('img').first()).toHaveJSProperty('naturalWidth', 256);
  await takeScreens(page, 'profile-picture', expectAccessible);

  await page.goto('/inbox/open');
  await rowOf(page, 'Past deze hanglamp').click();
  const panel = page.getByRole('region', { name: 'Op de site' });
  await expect(panel.getByText('Nu op de site')).toBeVisible();
  await expect(panel.getByText('Hanglamp Koper 40 cm')).toBeVisible();
  const items = [{ name: 'Hanglamp Koper 40 cm', quantity: 2, price: '€ 89,95' }];
  await visitor.tell('page', { url: `${SITE}/winkelwagen`, title: 'Winkelwagen', cart: { items, total: '€ 179,90' } });
  await expect(panel.getByText('€ 179,90')).toBeVisible();
  await visitor.tell('details', { name: 'Loïs van den Berg', email: 'lois@klant.test' });
  await visitor.tell('typing', { typing: true });
  await expect(page.getByText('Loïs van den Berg typt…')).toBeVisible();
  await visitor.say('En heb je hem ook in messing?');
  await visitor.tell('typing', { typing: true });
  await page.keyboard.press('r');
  await page.keyboard.type('Ja, hij past mooi boven een tafel van 120 cm.');
  await expect(() => expect(visitor.typing.at(-1)).toMatchObject({ name: expect.any(String) })).toPass();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(() => expect(visitor.heard.map(({ text }) => text)).toEqual(['Ja, hij past mooi boven een tafel van 120 cm.'])).toPass();
  const shown = await page.request.get(`${balie.url}${visitor.heard[0]?.author?.picture}`);
  expect([shown.status(), shown.headers()['content-type']]).toEqual([200, 'image/webp']);
  await expect(conversation(page).getByText('Nieuw onderwerp')).toHaveCount(0);
  const answer = conversation(page).getByRole('article').filter({ hasText: 'Ja, hij past mooi' });
  await expect(answer).toBeVisible();
  await visitor.tell('read', { messageId: visitor.heard[0]?.id });
  await expect(answer.getByText('Gelezen')).toBeVisible();
  await visitor.tell('typing', { typing: true });
  await takeScreens(page, 'chat-ticket', expectAccessible);

  // By mail the same customer is answered in the chat, by name.
  await desk.receive({ from: 'Loïs <lois@klant.test>', subject: 'Mijn bestelling', text: 'Wanneer komt hij?' });
  await page.goto('/inbox/open');
  await rowOf(page, 'Mijn bestelling').click();
  await expect(page.getByRole('textbox', { name: 'Antwoord', exact: true })).toBeVisible();
  await page.getByRole('heading', { level: 2 }).click();
  await page.keyboard.press('v');
  const byChat = page.getByRole('menuitemradio').filter({ hasText: 'Chat' });
  await expect(byChat).toContainText('naar Loïs van den Berg van lampenwinkel.test');
  await takeScreens(page, 'chat-way', expectAccessible);
  await byChat.click();
  await page.keyboard.press('r');
  await page.keyboard.type('Morgen voor twaalf uur.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(() => expect(visitor.heard.at(-1)?.text).toBe('Morgen voor twaalf uur.')).toPass();

  await panel.getByRole('button', { name: 'Blokkeren in de chat' }).click();
  await expect(panel.getByText('Geblokkeerd')).toBeVisible();
  await page.getByRole('button', { name: 'Ongedaan maken' }).click();
  await expect(panel.getByText('Geblokkeerd')).toBeHidden();
  await panel.getByRole('button', { name: 'Blokkeren in de chat' }).click();
  await panel.getByRole('button', { name: 'Adres blokkeren' }).click();
  await expect(panel.getByText(/Internetadres geblokkeerd tot \d/)).toBeVisible();
  await expect(panel.getByText('Weg van de site')).toBeVisible();
  await takeScreens(page, 'chat-blocked', expectAccessible);
  await panel.getByRole('button', { name: 'Adres toelaten' }).click();
  await expect(panel.getByText('Komt steeds terug?')).toBeVisible();
});
