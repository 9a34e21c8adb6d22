import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkResponse, ResponseMismatch } from './response-check.interceptor.ts';

const schema = z.object({ id: z.string(), at: z.iso.datetime(), rows: z.array(z.object({ name: z.string() })) });
const right = { id: '1', at: new Date(0), rows: [{ name: 'a' }] };

describe('the response check', () => {
  it('accepts what becomes the promised shape on the wire', () => {
    expect(() => checkResponse('R.get', schema, right)).not.toThrow();
  });

  it('refuses a missing field and names it', () => {
    expect(() => checkResponse('R.get', schema, { ...right, id: undefined })).toThrow(/R\.get[\s\S]*id/);
  });

  it('refuses a field that nobody promised, however deep', () => {
    const leaking = { ...right, rows: [{ name: 'a', passwordHash: 'x' }] };
    expect(() => checkResponse('R.get', schema, leaking)).toThrow(ResponseMismatch);
    expect(() => checkResponse('R.get', schema, leaking)).toThrow('.rows.0.passwordHash');
  });
});
