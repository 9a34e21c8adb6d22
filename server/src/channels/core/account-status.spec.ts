import { describe, expect, it } from '@jest/globals';
import { type Fault, statusWith, worstOf } from './account-status.ts';

const passing: Fault = { code: 'connection_refused', message: '', at: '', since: '', needsPerson: false };
const lasting: Fault = { code: 'wrong_password', message: '', at: '', since: '', needsPerson: true };

describe('the status of an account', () => {
  it('is what its worse half is', () => {
    expect(statusWith('connected', { receive: passing }, 'receive')).toBe('retrying');
    expect(statusWith('connected', { receive: passing, send: lasting }, 'receive')).toBe('needs_attention');
    expect(worstOf({ receive: passing, send: lasting })).toBe(lasting);
    expect(worstOf({ receive: lasting, send: lasting })).toBe(lasting);
  });

  it('is not mended by the other half', () => {
    expect(statusWith('needs_attention', { send: lasting }, 'receive')).toBe('needs_attention');
    expect(statusWith('retrying', {}, 'receive')).toBe('connected');
  });

  it('stays paused, and is not connected before mail could be received', () => {
    expect(statusWith('paused', { receive: passing }, 'receive')).toBe('paused');
    expect(statusWith('connecting', {}, 'send')).toBe('connecting');
    expect(statusWith('connecting', {}, 'receive')).toBe('connected');
  });
});
