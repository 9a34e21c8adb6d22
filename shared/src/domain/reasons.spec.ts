import { describe, expect, it } from '@jest/globals';
import { REASON_CODES, reason, understandReason } from './reasons.ts';

describe('reasons', () => {
  it.each(REASON_CODES)('%s is understood from its own sentence', (code) => {
    const every = new Proxy({}, { get: (_none, name) => `<${String(name)}>` });
    const sentence = (reason as (code: string, values: unknown) => string)(code, every);
    expect(sentence).not.toContain('undefined');
    const understood = understandReason(sentence);
    expect(understood?.code).toBe(code);
    for (const [name, value] of Object.entries(understood?.values ?? {})) expect(value).toBe(`<${name}>`);
  });

  it("keeps a server's words as they are, also when there are none or several lines", () => {
    expect(understandReason(reason('message-refused', { words: ': 550 5.7.1 (no) {spam}\nbye' }))?.values).toEqual({
      words: ': 550 5.7.1 (no) {spam}\nbye',
    });
    expect(understandReason(reason('message-refused', { words: '' }))).toEqual({ code: 'message-refused', values: { words: '' } });
  });

  it('understands what stands in another reason by itself', () => {
    const lost = reason('connection-lost', { host: 'mail.shop.test', words: ' (421 bye)' });
    const outer = understandReason(reason('gave-up', { hours: 48, reason: lost }));
    expect(outer).toEqual({ code: 'gave-up', values: { hours: '48', reason: lost } });
    expect(understandReason(outer?.values['reason'] ?? '')?.code).toBe('connection-lost');
  });

  it('claims nothing that is not its own', () => {
    expect(understandReason('550 5.1.1 User unknown')).toBeUndefined();
    expect(understandReason('')).toBeUndefined();
  });

  it('is quick on long words', () => {
    expect(understandReason(`"${'" is not '.repeat(20_000)}`)).toBeUndefined();
  });
});
