import { expectAccessible } from './support/accessibility.ts';
import { signInToDemo } from './support/demo.ts';
import { expectNoScrollingAside, LARGE, MIDDLE, takeScreens } from './support/screens.ts';
import { expect, test } from './support/test.ts';

/** Every screen in light and dark, wide and narrow: axe finds nothing, and the pictures are there to be looked at. */

test('the way in: first run and sign-in', async ({ page, balie, demo }) => {
  await page.goto(`${balie.url}/setup`);
  await expect(page.getByRole('heading', { name: 'Welkom bij Balie' })).toBeVisible();
  await takeScreens(page, 'first-run', expectAccessible);
  await page.goto(`${demo.url}/sign-in`);
  await expect(page.getByRole('heading', { name: 'Inloggen' })).toBeVisible();
  await takeScreens(page, 'sign-in', expectAccessible);
});

test.describe('inside', () => {
  // Nobody needs a Balie of their own to look at the demo.
  test.use({ baseURL: 'http://nowhere.test' });
  test.beforeEach(({ page, demo }) => signInToDemo(page, demo.url));

  test('the inbox, a ticket and its composer', async ({ page, demo }) => {
    await page.goto(`${demo.url}/inbox/open`);
    const first = page.getByRole('list', { name: 'Alle open' }).getByRole('link').first();
    await expect(first).toBeVisible();
    // Of all tickets those that are in sight, and some beside.
    const { views } = await (await page.request.get(`${demo.url}/api/views`)).json();
    expect(views.open.count).toBeGreaterThan(40);
    expect(await page.getByRole('list', { name: 'Alle open' }).getByRole('listitem').count()).toBeLessThan(30);
    await takeScreens(page, 'inbox', expectAccessible);
    await first.click();
    await expect(page.getByRole('log').getByRole('article').first()).toBeVisible();
    await takeScreens(page, 'ticket', expectAccessible);
    for (const size of [LARGE, MIDDLE]) {
      await page.setViewportSize(size);
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Klant', exact: true }).click();
    await expect(page.getByRole('dialog', { name: 'Klant' }).getByRole('heading', { name: 'Andere tickets' })).toBeVisible();
    await expectAccessible(page, '[role="dialog"] .mantine-Drawer-body');
    await expectNoScrollingAside(page);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('r');
    await expect(page.getByRole('textbox', { name: 'Antwoord' })).toBeFocused();
    await page.keyboard.type('Wat vervelend, ik zoek het meteen voor je uit.');
    await takeScreens(page, 'composer', expectAccessible);
  });

  test('what failed', async ({ page, demo }) => {
    await page.goto(`${demo.url}/inbox/failed`);
    await expect(page.getByText('Scan0042')).toBeVisible();
    await takeScreens(page, 'failed', expectAccessible);
  });

  for (const section of ['profile', 'security', 'colleagues', 'teams', 'conversations', 'shops', 'channels', 'orders', 'imports']) {
    test(`settings: ${section}`, async ({ page, demo }) => {
      await page.goto(`${demo.url}/settings/${section}`);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
      await takeScreens(page, `settings-${section}`, expectAccessible);
    });
  }
});
