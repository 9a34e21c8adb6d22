import { chromium, type Page } from '@playwright/test';

/**
 * What the console costs a browser. Prints one JSON object; `server/bench/browser.bench.ts` starts it with a server that
 * has tickets in it.
 *
 *   node measure.ts <address of Balie> <session cookie, name=value>
 */
export interface BrowserFigures {
  /** Bytes of JavaScript over the wire, compressed, that were asked for before the inbox stood. */
  readonly scriptBytes: number;
  /** From the key until the other ticket's conversation is painted, milliseconds; half a second was spent on each. */
  readonly switches: readonly number[];
  /** The same with a tenth of a second spent on each: faster than anything can be fetched ahead. */
  readonly hurried: readonly number[];
  /** From a key that does nothing until the next picture is painted, milliseconds. */
  readonly bareFrames: readonly number[];
}

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const SWITCHES = 60;

const [url = '', cookie = ''] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  const scriptBytes = await bytesOfScripts(page, () => page.goto(`${url}/inbox/open`).then(() => rows(page).first().waitFor()));
  const figures: BrowserFigures = {
    scriptBytes,
    switches: await switches(page, 500),
    hurried: await switches(page, 100),
    bareFrames: await bareFrames(page),
  };
  console.log(JSON.stringify(figures));
} finally {
  await browser.close();
}

function rows(page: Page) {
  return page.getByRole('listitem').getByRole('link');
}

/** What is fetched ahead afterwards, the editor for instance, keeps nobody waiting. */
async function bytesOfScripts(page: Page, load: () => Promise<void>): Promise<number> {
  await page.addInitScript(() => {
    new MutationObserver((_mutations, watching) => {
      if (!document.querySelector('li[aria-posinset] a')) return;
      watching.disconnect();
      performance.mark('stands');
    }).observe(document, { subtree: true, childList: true });
  });
  await load();
  return page.evaluate(() => {
    const stands = performance.getEntriesByName('stands')[0]?.startTime ?? Number.POSITIVE_INFINITY;
    return performance
      .getEntriesByType('resource')
      .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
      .filter(({ name, startTime }) => /\.js(\?|$)/.test(name) && startTime < stands)
      .reduce((sum, { transferSize }) => sum + transferSize, 0);
  });
}

/** Down and up the list by keyboard, as an agent goes through the morning's mail. @param pauseMs looked at each ticket */
async function switches(page: Page, pauseMs: number): Promise<number[]> {
  await rows(page).first().click();
  await page.getByRole('log').getByRole('article').first().waitFor();
  const times: number[] = [];
  const down = Math.min((await rows(page).count()) - 1, 10);
  for (let index = 0; index < SWITCHES; index++) {
    times.push(await timed(page, Math.floor(index / down) % 2 === 0 ? 'j' : 'k', watchForAnotherTicket));
    await page.waitForTimeout(pauseMs);
  }
  return times;
}

async function bareFrames(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < SWITCHES; index++) times.push(await timed(page, 'F9', watchForAPicture));
  return times;
}

/** @param watch runs in the page before the key is pressed; it promises the milliseconds as `painted` */
async function timed(page: Page, key: string, watch: () => void): Promise<number> {
  await page.evaluate(watch);
  await page.keyboard.press(key);
  return page.evaluate(() => (globalThis as unknown as { painted: Promise<number> }).painted);
}

function watchForAnotherTicket(): void {
  const subject = () => document.querySelector('h2')?.textContent;
  const words = () => document.querySelector('[role=log] article')?.textContent;
  const [subjectBefore, wordsBefore] = [subject(), words()];
  const painted = new Promise<number>((resolve) => {
    let start = 0;
    addEventListener(
      'keydown',
      () => {
        start = performance.now();
      },
      { capture: true, once: true },
    );
    const watching = new MutationObserver(() => {
      if (start === 0 || !words() || words() === wordsBefore || subject() === subjectBefore) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    });
    watching.observe(document, { subtree: true, childList: true, characterData: true });
  });
  Object.assign(globalThis, { painted });
}

function watchForAPicture(): void {
  const painted = new Promise<number>((resolve) => {
    const pressed = () => {
      const start = performance.now();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
    };
    addEventListener('keydown', pressed, { capture: true, once: true });
  });
  Object.assign(globalThis, { painted });
}
