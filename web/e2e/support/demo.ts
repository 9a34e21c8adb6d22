import { execFile } from 'node:child_process';
import { expect, type Page } from '@playwright/test';
import { NODE, ROOT, TYPESCRIPT } from './places.ts';

/** Enough for every kind of ticket and a list that scrolls; the whole demo takes minutes. */
const TICKETS = '150';
/** As server/demo/house/agents.ts has them. */
const OWNER = { email: 'sanne@noorderlicht.example', password: 'balie-demo-2026' };

/** What `npm run demo` does, with fewer tickets. */
export async function fillWithDemo(environment: Record<string, string>): Promise<void> {
  const args = ['--import', TYPESCRIPT, 'server/demo/main.ts', TICKETS];
  const { PATH, HOME } = process.env;
  await new Promise<void>((resolve, reject) => {
    execFile(
      NODE,
      args,
      { cwd: ROOT, env: { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...environment } },
      (error, _stdout, stderr) => {
        if (error) reject(new Error(`The demo could not be made: ${stderr}`));
        else resolve();
      },
    );
  });
}

export async function signInToDemo(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Je e-mailadres').fill(OWNER.email);
  await page.getByLabel('Je wachtwoord').fill(OWNER.password);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await expect(page.getByRole('navigation', { name: 'Weergaven' })).toBeVisible();
}
