import fs from 'node:fs';
import path from 'node:path';
import { messageSaying, open, test } from './support/at-desk.ts';
import { expect } from './support/test.ts';

/** The samples that the server proves to make safe. */
const SAMPLES = path.join(import.meta.dirname, '../../server/src/channels/email/testing/corpus/hostile-html.json');

/** Mail that tries to run something, in a real browser: what the server lets through and the console shows does nothing. */

test('HTML made to hurt runs nothing, asks nobody outside and moves nothing', async ({ page, desk, balie }) => {
  const dialogs: string[] = [];
  const outside: string[] = [];
  const ran: string[] = [];
  await page.exposeFunction('tellThatItRan', (where: string) => ran.push(where));
  // Also in the frames in which mail is shown.
  await page.addInitScript(() => {
    window.alert = () => {
      (window.top as unknown as { tellThatItRan(where: string): void }).tellThatItRan(location.href);
    };
  });
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('popup', (popup) => outside.push(popup.url()));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(?:https?|wss?):$/.test(protocol) && origin.replace(/^ws/, 'http') !== new URL(balie.url).origin) outside.push(request.url());
  });
  await page.route(/spoor\.test/, (route) => route.abort());

  const kinds = Object.entries(JSON.parse(fs.readFileSync(SAMPLES, 'utf8')) as Record<string, string>);
  const thread = { from: 'Boef <boef@klanten.test>', subject: 'Vraag 1' };
  const first = await desk.receive({ ...thread, text: 'Het begin.' });
  for (const [name, html] of kinds) {
    await desk.receive({ ...thread, references: [first], html: `<p>Soort: ${name}.</p>${html}<p>Einde van ${name}.</p>` });
  }
  await expect
    .poll(
      async () => (await desk.ask<{ items: { messageCount: number }[] }>(page, 'GET', '/api/views/open/tickets')).items[0]?.messageCount,
      {
        timeout: 60_000,
      },
    )
    .toBe(kinds.length + 1);

  await open(page, 'Vraag 1');
  const frames = page.locator('iframe[title="Bericht"]');
  const seen = new Set<string>();
  const timeline = page.getByRole('region', { name: 'Berichten' });
  await timeline.hover();
  // Every message is drawn once on the way up: the list draws only what is in sight.
  const look = async () => {
    for (const frame of await frames.all()) {
      const body = frame.contentFrame().locator('body');
      const text = (await body.textContent({ timeout: 2_000 }).catch(() => '')) ?? '';
      const name = /Soort: ([^.]+)\./.exec(text)?.[1];
      if (!name || seen.has(name)) continue;
      seen.add(name);
      await expect(
        body.locator('script, iframe, object, embed, form, svg, math, base, meta, link, input, button, video, audio'),
      ).toHaveCount(0);
      for (const link of await body.locator('a[href]').all()) expect(await link.getAttribute('href')).toMatch(/^(?:https?|mailto|tel):/);
      await body.click({ position: { x: 5, y: 5 }, timeout: 2_000 }).catch(() => undefined);
    }
  };
  for (const direction of [600, -400]) {
    for (let turn = 0; turn < 60 && seen.size < kinds.length; turn++) {
      await look();
      await timeline.hover({ position: { x: 3, y: 100 } });
      await page.mouse.wheel(0, direction);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
  expect([...seen].toSorted()).toEqual(kinds.map(([name]) => name).toSorted());

  expect(dialogs).toEqual([]);
  expect(ran).toEqual([]);
  expect(outside).toEqual([]);
  expect(new URL(page.url()).origin).toBe(new URL(balie.url).origin);
  // And the desk is as it was: the next mail is read as any other.
  await desk.receive({ ...thread, references: [first], text: 'Een gewoon woord.' });
  await expect(messageSaying(page, 'Een gewoon woord.')).toBeVisible();
});
