import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * axe finds nothing on what the page shows now: WCAG 2.2 A and AA, and axe's own good practices. It stays out of the
 * frames of mail: what stands there is a stranger's, and no script, not even axe, gets to run in them.
 * @param within what is judged, where something that opened covers half of what it opened over
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await atRest(page);
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    // What is right is not told element by element: that alone took half of the time.
    .options({ iframes: false, resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`),
  );
  expect(found).toEqual([]);
}

/**
 * Waits until nothing moves: a colour on its way to another would be judged halfway. From here on the page moves nothing
 * any more, so that what opens meanwhile (a tooltip, after its delay) stands there at once.
 */
export async function atRest(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}
