import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { atRest } from './accessibility.ts';
import { SCREENS } from './places.ts';

export const LARGE = { width: 2560, height: 1440 };
export const MIDDLE = { width: 1024, height: 768 };
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };
/** Colours and widths have little to do with each other: two of the four tell of both. `SCREENS=all` takes the others, too, to be looked at. */
const ALL = process.env['SCREENS'] === 'all';
const VIEWS = [
  { scheme: 'light', size: WIDE },
  { scheme: 'dark', size: NARROW },
  ...(ALL
    ? ([
        { scheme: 'light', size: NARROW },
        { scheme: 'dark', size: WIDE },
      ] as const)
    : []),
] as const;
/** Looked at, without a picture: a screen on which the customer is behind a button, and a large one. */
const OTHERS = ALL ? [MIDDLE, LARGE] : [MIDDLE];

/**
 * Pictures of what the page shows, light and dark, wide and narrow, as web/test-results/screens/<name>-<scheme>-<width>.png.
 * @param look called with each picture's page, for instance to ask axe
 */
export async function takeScreens(page: Page, name: string, look?: (page: Page) => Promise<void>): Promise<void> {
  const before = page.viewportSize();
  for (const { scheme, size } of VIEWS) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(size);
    // Whatever stands under the pointer now would answer it: a tooltip, a row that lights up.
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await atRest(page);
    await look?.(page);
    await expectNoScrollingAside(page);
    await takePicture(page, `${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
  for (const size of OTHERS) {
    await page.setViewportSize(size);
    await atRest(page);
    await expectNoScrollingAside(page);
  }
  if (before) await page.setViewportSize(before);
}

/** One picture of what the page shows, as it is shown now. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width;
  await page.screenshot({ path: path.join(SCREENS, `${name}-${width}.png`), animations: 'disabled', caret: 'hide' });
}

/** What is wider than the screen is cut off or pushed aside: nothing is. */
export async function expectNoScrollingAside(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
