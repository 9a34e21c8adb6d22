import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aColleague, aFoundedOrganisation } from '../src/modules/agents/testing/people.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

it('gives tests colleagues who are signed in, with a live connection', async () => {
  await aFoundedOrganisation(app);
  const colleague = await aColleague(app, { role: 'viewer' });
  expect((await colleague.get('/api/nothing')).status).toBe(404);
  const socket = await colleague.openSocket();
  expect(socket.connected).toBe(true);
  socket.close();
  colleague.cookie = '';
  await expect(colleague.openSocket()).rejects.toThrow('not_signed_in');
});
