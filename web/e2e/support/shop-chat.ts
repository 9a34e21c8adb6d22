import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { BalieServer } from './balie-server.ts';
import type { Desk } from './desk.ts';

const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: '00:00', closes: '24:00' }));
const LOOK = {
  colour: '#1f6b4f',
  language: 'nl',
  greeting: { nl: '', en: '' },
  preChat: { name: 'off', email: 'optional' },
  hours: { timeZone: 'Europe/Amsterdam', windows: ALL_DAY },
  answerWithinMinutes: 60,
  domains: ['localhost'],
  identityRequired: false,
  mailAfterMinutes: 1,
};
type Look = Omit<typeof LOOK, 'hours'> & { hours: { timeZone: string; windows: typeof ALL_DAY } };

/** A chat on the pages of the demo shop, which is another site than Balie: `localhost` instead of `127.0.0.1`. */
export class ChatOnShop {
  private constructor(
    private readonly desk: Desk,
    private readonly owner: Page,
    private readonly accountId: string,
    readonly shopUrl: string,
  ) {}

  static async open(owner: Page, desk: Desk, balie: BalieServer, look: Partial<Look> = {}): Promise<ChatOnShop> {
    const { items } = await desk.ask<{ items: { id: string }[] }>(owner, 'GET', '/api/shops');
    const account = await desk.ask<{ id: string }>(owner, 'POST', '/api/channels/chat/accounts', {
      shopId: items[0]?.id,
      name: 'Chat',
      look: { ...LOOK, ...look },
    });
    return new ChatOnShop(desk, owner, account.id, `${balie.url.replace('127.0.0.1', 'localhost')}/demo-shop`);
  }

  change(look: Partial<Look>): Promise<unknown> {
    return this.desk.ask(this.owner, 'PATCH', `/api/channels/chat/accounts/${this.accountId}`, look);
  }

  /** From now on the shop's server can vouch for its customers. */
  newSecret(): Promise<unknown> {
    return this.desk.ask(this.owner, 'POST', `/api/channels/chat/accounts/${this.accountId}/secret`);
  }

  /** Somebody who comes to the shop, with a browser of their own. */
  async visitor(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
    const context = await browser.newContext({ locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', ...options });
    // The policy of the shop's page is as strict as can be: whatever it had to forbid stands here.
    await context.addInitScript(() => {
      const broken: string[] = [];
      Object.assign(globalThis, { broken });
      addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => broken.push(`${violatedDirective} ${blockedURI}`));
      addEventListener('error', ({ message }) => broken.push(message));
      addEventListener('unhandledrejection', ({ reason }) => broken.push(String(reason)));
    });
    return context;
  }
}

/** What the page's policy had to forbid, and what went wrong on it. */
export const brokenOn = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { broken: string[] }).broken);

export const launcher = (page: Page) => page.getByRole('button', { name: /^Chat (?:met|with)/u });
export const chatPanel = (page: Page) => page.getByRole('dialog', { name: /^Chat (?:met|with)/u });
export const chatField = (page: Page) => chatPanel(page).getByRole('textbox', { name: /^(?:Bericht|Message)$/u });
export const bubble = (page: Page, words: string) => chatPanel(page).getByRole('article').getByText(words, { exact: true });

export async function openChat(page: Page): Promise<void> {
  await launcher(page).click();
  await expect(chatPanel(page)).toBeVisible();
}

/** Writes it and waits until the server has it. */
export async function say(page: Page, words: string): Promise<void> {
  await chatField(page).fill(words);
  await chatField(page).press('Enter');
  await expect(bubble(page, words)).toBeVisible();
  await expect(chatPanel(page).getByRole('article').filter({ hasText: words })).toContainText(/Verzonden|Gelezen|Sent|Read/u);
}
