import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

const OPTIONS: axe.RunOptions = {
  iframes: false,
  // What is right is not told element by element: that alone took half of the time.
  resultTypes: ['violations'],
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
};

/**
 * axe finds nothing on what the page shows now: WCAG 2.2 A and AA, and axe's own good practices. It stays out of the
 * frames of mail: what stands there is a stranger's, and no script, not even axe, gets to run in them.
 * @param within what is judged, where something that opened covers half of what it opened over
 */
export async function expectAccessible(page: Page, within?: string): Promise<void> {
  await atRest(page);
  // It stays until the page goes: half a megabyte that is read once for all looks at it.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ({ include, options }) => {
      const { run } = (globalThis as unknown as { axe: typeof axe }).axe;
      const { violations } = await run(include ?? document, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`),
      );
    },
    { include: within, options: OPTIONS },
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
