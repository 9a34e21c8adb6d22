import type { Page } from '@playwright/test';

export interface Caller {
  readonly number: string;
  readonly name: string;
}
type Moment = 'ringing' | 'in-progress' | 'ended';

/** The exchange of Voys behind a connected number: it tells of calls as Voys does. */
export class Exchange {
  private calls = 0;

  constructor(private readonly address: string) {}

  /** From the page that shows the address to its owner. */
  static async at(page: Page): Promise<Exchange> {
    return new Exchange(await page.getByRole('textbox', { name: 'Adres voor je aanbieder' }).inputValue());
  }

  /** Somebody calls, so many seconds ago. @returns what tells how it goes on, so many seconds after it rang */
  async call(caller: Caller, secondsAgo = 0) {
    const id = `ua${++this.calls}-${Date.now()}`;
    const rangAt = Date.now() - secondsAgo * 1000;
    const tell = async (status: Moment, afterSeconds: number, reason = '') => {
      const destination = { number: '+31201234567', ...(status === 'in-progress' ? { name: 'Marieke', account_number: 234 } : {}) };
      const customer = { number: caller.number, name: caller.name, account_number: null, user_numbers: [] };
      const body = { call_id: id, timestamp: new Date(rangAt + afterSeconds * 1000).toISOString(), status, reason, version: 'v2' };
      const answer = await fetch(this.address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, direction: 'inbound', caller: customer, destination }),
      });
      if (!answer.ok) throw new Error(`The telephone was answered ${answer.status}: ${await answer.text()}`);
    };
    await tell('ringing', 0);
    return {
      answer: (afterSeconds = 0) => tell('in-progress', afterSeconds),
      hangUp: (afterSeconds = 0) => tell('ended', afterSeconds, 'completed'),
      miss: (afterSeconds = 31) => tell('ended', afterSeconds, 'no-answer'),
    };
  }
}
