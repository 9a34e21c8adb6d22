import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as newId } from 'uuid';
import { inOrganisation } from '../src/platform/database/scope.ts';
import { UnitOfWork } from '../src/platform/database/unit-of-work.ts';
import { startTestApp, type TestApp } from './support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

it('answers an unknown address with a problem document', async () => {
  const response = await fetch(`${app.url}/api/nothing-here`);
  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
});

it('shows a transaction the rows of its own organisation only, even when the query forgets to ask', async () => {
  const unitOfWork = app.app.get(UnitOfWork);
  const [ours, theirs] = [newId(), newId()];
  await unitOfWork.system('first-run', async (tx) => {
    await tx.query('insert into organisations (id, name) values ($1, $2), ($3, $4)', [ours, 'Ours', theirs, 'Theirs']);
    await tx.query('insert into shops (id, organisation_id, name) values ($1, $2, $3), ($4, $5, $6)', [
      newId(),
      ours,
      'A',
      newId(),
      theirs,
      'B',
    ]);
  });
  const seen = await inOrganisation(ours, () => unitOfWork.run((tx) => tx.query<{ name: string }>('select name from shops')));
  expect(seen).toEqual([{ name: 'A' }]);
});

it('refuses to write a row of another organisation', async () => {
  const unitOfWork = app.app.get(UnitOfWork);
  const ours = newId();
  await unitOfWork.system('first-run', (tx) => tx.query('insert into organisations (id, name) values ($1, $2)', [ours, 'Ours']));
  const forged = inOrganisation(ours, () =>
    unitOfWork.run((tx) => tx.query('insert into shops (id, organisation_id, name) values ($1, $2, $3)', [newId(), newId(), 'Forged'])),
  );
  await expect(forged).rejects.toThrow(/row-level security/);
});
