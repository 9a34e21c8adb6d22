import { expectAccessible } from './support/accessibility.ts';
import { expect, test } from './support/test.ts';

/** What stands around every screen: keys, palette, the lost connection, the narrow screen. */

test.beforeEach('the owner is signed in', ({ house }) => expect(house.cookie.value).not.toBe(''));

test('the palette finds settings by a few letters, and a key tells all keys', async ({ page }) => {
  await page.goto('/inbox/open');
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
  // Its code is not there yet: what is typed waits for it, and is no command meanwhile.
  let load: () => void = () => undefined;
  const loaded = new Promise<void>((resolve) => {
    load = resolve;
  });
  await page.route(/assets\/palette-.*\.js/u, async (route) => {
    await loaded;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('a?/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  load();
  await expect(page.getByRole('dialog', { name: 'Alles zoeken en doen' })).toBeVisible();
  await expect(page.getByRole('combobox')).toHaveValue('a?/');
  await page.getByRole('combobox').fill('');
  await expectAccessible(page);
  await page.keyboard.type('colleg');
  const first = page.getByRole('option').first();
  await expect(first).toHaveText("Collega's");
  await expect(page.getByRole('combobox')).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '-');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: "Collega's", level: 1 })).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/inbox\/open/u);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Sneltoetsen' })).toContainText('Zoeken in gesprekken');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('keys rest while somebody writes', async ({ page }) => {
  await page.goto('/settings/channels/new');
  await page.getByLabel('Welk adres mailen je klanten?').fill('');
  await page.keyboard.type('gi?');
  await expect(page.getByLabel('Welk adres mailen je klanten?')).toHaveValue('gi?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/channels\/new/u);
});

test('a lost connection shows one quiet bar, and goes away by itself', async ({ page, balie }) => {
  await page.goto('/settings/teams');
  await expect(page.getByText('Nog geen teams')).toBeVisible();
  await page.context().setOffline(true);
  await balie.restart();
  const bar = page.getByText('Geen verbinding. We blijven proberen…');
  await expect(bar).toBeVisible();
  await expect(page.getByText('Nog geen teams')).toBeVisible();
  await expectAccessible(page);
  await page.context().setOffline(false);
  await expect(bar).toHaveCount(0);
});

test('on a phone everything is under the thumb', async ({ page, house }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/inbox/open');
  await page.getByRole('button', { name: 'Menu' }).click();
  const sheet = page.getByRole('dialog', { name: 'Navigatie' });
  await expect(sheet.getByRole('button', { name: house.owner.name })).toBeVisible();
  await expectAccessible(page);
  await sheet.getByRole('link', { name: 'Instellingen' }).click();
  await expect(page.getByRole('heading', { name: 'Profiel', level: 1 })).toBeVisible();
  await expect(sheet).toHaveCount(0);
  const tooNarrow = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(tooNarrow).toBe(false);
});

test('every control of the settings can be reached by Tab, and shows that it is reached', async ({ page }) => {
  await page.goto('/settings/profile');
  await expect(page.getByRole('textbox', { name: 'Je ondertekening' })).toBeVisible();
  const controls = await page.locator('main :is(a[href], button:not(:disabled), input:not([type=hidden]), [contenteditable=true])').count();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  let reached = 0;
  for (let step = 0; step < controls + 5; step++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element?.closest('main')) return undefined;
      const style = getComputedStyle(element);
      const shown = style.outlineStyle !== 'none' || element.closest('[data-with-border], .mantine-Switch-root, .ProseMirror') !== null;
      return { shown, name: element.outerHTML.slice(0, 120) };
    });
    if (!here) break;
    expect(here.shown, here.name).toBe(true);
    reached++;
  }
  expect(reached).toBeGreaterThanOrEqual(controls - 1);
});

for (const [wish, reducedMotion] of [
  ['nothing moves for who asked for rest', 'reduce'],
  ['what opens moves a little, for who did not ask for rest', 'no-preference'],
] as const) {
  test(wish, async ({ page }) => {
    await page.emulateMedia({ reducedMotion });
    await page.goto('/inbox/open');
    await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
    await page.evaluate(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      // By the styles, not by what runs: on a busy machine it is over before anybody looks.
      for (const began of ['transitionrun', 'animationstart'] as const) {
        document.addEventListener(began, ({ target }) => {
          if (!(target instanceof Element)) return;
          const { transitionDuration, animationDuration } = getComputedStyle(target);
          const durations = (began === 'transitionrun' ? transitionDuration : animationDuration).split(',');
          if (durations.some((duration) => Number.parseFloat(duration) > 0.001)) moved.push(target.className.toString());
        });
      }
    });
    const openAndClose = async () => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog', { name: 'Alles zoeken en doen' })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.getByRole('button', { name: 'Nieuw ticket' }).hover();
      await expect(page.getByRole('tooltip')).toBeVisible();
      await page.mouse.move(700, 500);
      return page.evaluate(() => (window as unknown as { moved: string[] }).moved);
    };
    if (reducedMotion === 'reduce') expect(await openAndClose()).toEqual([]);
    // A machine too busy for a frame in between shows only the end.
    else await expect(async () => expect(await openAndClose()).not.toEqual([])).toPass();
  });
}
