import fs from 'node:fs';
import os from 'node:os';
import { defineConfig } from '@playwright/test';

/** Journeys in the system's own Chromium, each against a really built and started Balie (see e2e/support/test.ts). */

// The one without a window, where there is one, does the same in three quarters of the time.
const chromium = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  (file) => fs.existsSync(file),
);

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/journeys',
  // Each runs a browser and a server, and waits for them half of its time.
  workers: Math.min(4, Math.max(2, os.availableParallelism())),
  fullyParallel: false,
  forbidOnly: true,
  // What passes only then is named as unsteady (.tools/tests).
  retries: 1,
  // Nets for what hangs: there are machines eight times slower than others.
  timeout: 400_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
  use: {
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    // Recording one costs a sixth of the time of every journey; `--trace on` makes one.
    trace: 'off',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    },
  },
});
