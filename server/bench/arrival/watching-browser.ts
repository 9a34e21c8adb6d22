import { type Browser, chromium, type Page } from '@playwright/test';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** Notes the wall-clock time, finer than Date.now() gives it, at which a subject first stands in a link of the page: a row of the list. */
const NOTE_ARRIVALS = `
  globalThis.seen = {};
  new MutationObserver(() => {
    for (const link of document.querySelectorAll('a[href]')) {
      const subject = /arrival-\\d+/.exec(link.textContent)?.[0];
      if (subject) globalThis.seen[subject] ??= performance.timeOrigin + performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

/** A colleague's browser that looks at the list of open tickets and notes when a subject first stands in it. */
export class WatchingBrowser {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  /** @param cookie `name=value` of a session */
  static async start(url: string, cookie: string): Promise<WatchingBrowser> {
    const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: FLAGS });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    await page.addInitScript({ content: NOTE_ARRIVALS });
    await page.goto(`${url}/`);
    await page.waitForLoadState('networkidle');
    return new WatchingBrowser(browser, page);
  }

  /** Wall-clock milliseconds at which the subject stood in the page. */
  async arrival(subject: string): Promise<number> {
    const handle = await this.page.waitForFunction((wanted) => (globalThis as { seen?: Record<string, number> }).seen?.[wanted], subject, {
      polling: 20,
      timeout: 15_000,
    });
    return (await handle.jsonValue()) ?? 0;
  }

  async stop(): Promise<void> {
    await this.browser.close();
  }
}
