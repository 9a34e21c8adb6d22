import { me, setupState } from '@balie/shared/contracts/people.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ApiClient } from '../../../test/support/api-client.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';

const REQUEST = {
  organisationName: 'Klompen & Co',
  shopName: 'Klompen.nl',
  name: 'Jan de Boer',
  email: ' Jan@Klompen.example ',
  password: 'een lang wachtwoord',
};

describe('the first run', () => {
  let app: TestApp;
  let visitor: ApiClient;
  beforeEach(async () => {
    app = await startTestApp();
    visitor = new ApiClient(app.url);
  });
  afterEach(() => app.stop());

  it('makes the organisation, its shop and its owner, who is signed in at once', async () => {
    expect((await visitor.get('/api/setup')).as(setupState)).toEqual({ needed: true });
    const answer = await visitor.post('/api/setup', REQUEST);
    expect(answer.status).toBe(201);
    expect(answer.as(me)).toMatchObject({
      agent: { name: 'Jan de Boer', email: 'jan@klompen.example', role: 'owner', active: true },
      organisation: { name: 'Klompen & Co' },
      locale: 'nl',
    });
    expect((await visitor.get('/api/me')).as(me).permissions).toContain('organisation:manage');
    expect((await visitor.get('/api/shops')).body).toMatchObject({ items: [{ name: 'Klompen.nl' }] });
    expect((await visitor.get('/api/setup')).as(setupState)).toEqual({ needed: false });
  });

  it('happens once, however many press the button at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => new ApiClient(app.url).post('/api/setup', { ...REQUEST, email: `owner${n}@klompen.example` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.code).toBe('already_set_up');
    const rows = await app.database.dataSource.transaction(async (manager) => {
      await manager.query(`set local balie.system_scope = 'on'`);
      return manager.query(
        'select (select count(*) from organisations)::int as organisations, (select count(*) from agents)::int as agents',
      );
    });
    expect(rows).toEqual([{ organisations: 1, agents: 1 }]);
  });

  it('refuses a short password and names the field', async () => {
    const answer = await visitor.post('/api/setup', { ...REQUEST, password: 'kort' });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'password' }] });
    expect((await visitor.get('/api/setup')).as(setupState)).toEqual({ needed: true });
  });
});
