import type { Page } from '@playwright/test';
import { conversation, Desk, rowOf } from './desk.ts';
import { test as base, expect } from './test.ts';

/** Playwright's `test` for a shop at work: the owner is signed in on `page`, customers write to `desk`. */
export const test = base.extend<{ desk: Desk }>({
  desk: [
    async ({ page, house, balie, backstage }, use) => {
      expect(house.cookie.value).not.toBe('');
      await use(await Desk.open(page, balie, backstage));
    },
    { timeout: 300_000 },
  ],
});

export const reply = (page: Page) => page.getByRole('textbox', { name: 'Antwoord' });
export const messageSaying = (page: Page, words: string) => conversation(page).getByRole('article').filter({ hasText: words });

/** Goes to all open tickets and opens the one with the subject, ready to answer. */
export async function open(page: Page, subject: string): Promise<void> {
  await page.goto('/inbox/open');
  await rowOf(page, subject).click();
  await expect(page.getByRole('heading', { name: subject, level: 2 })).toBeVisible();
  await expect(reply(page)).toBeVisible();
}
