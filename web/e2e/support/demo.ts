import { execFile } from 'node:child_process';
import type { Page } from '@playwright/test';
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

const sessions = new Map<string, Promise<string>>();

/** One session for all who look: signing in is a journey of its own. */
export async function signInToDemo(page: Page, url: string): Promise<void> {
  const session = sessions.get(url) ?? openSession(url);
  sessions.set(url, session);
  const [name = '', value = ''] = (await session).split('=', 2);
  await page.context().addCookies([{ name, value, url }]);
}

/** @returns the cookie, as `name=value` */
async function openSession(url: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(OWNER),
  });
  if (!response.ok) throw new Error(`Signing in to the demo answered ${response.status}: ${await response.text()}`);
  return response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}
