import { expect, it } from '@jest/globals';
import { troubleOf } from './intake-errors.ts';

it.each([
  ['a value the database refuses', { code: '22021' }, 'message'],
  ['a fault of ours with one message', new TypeError('x is not a function'), 'message'],
  ['two transactions that wait for each other', { code: '40P01' }, 'clash'],
  ['a database that shuts down', { code: '57P01' }, 'house'],
  ['a database that is gone', Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), 'house'],
  ['a connection that ended', new Error('Connection terminated unexpectedly'), 'house'],
  ['a full disk', { code: 'ENOSPC' }, 'house'],
  ['trouble wrapped in another error', new Error('storing failed', { cause: { code: 'ECONNRESET' } }), 'house'],
])('takes %s for what it is', (_what, error, trouble) => {
  expect(troubleOf(error)).toBe(trouble);
});
