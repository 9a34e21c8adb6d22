import { RUNNING_CLOCKS } from '../../src/modules/sla/testing/running-clocks.ts';
import { makePlace, type Place } from '../place.ts';

export interface ClockPlace extends Place {
  /** Tickets with a clock each; the first is due then, the last so many seconds later. */
  addClocks(count: number, first: Date, seconds: number): Promise<void>;
}

export async function makeClockPlace(): Promise<ClockPlace> {
  const place = await makePlace('clocks');
  const { eye, ids } = place;
  return {
    ...place,
    addClocks: async (count, at, seconds) => {
      await eye.query(RUNNING_CLOCKS, [ids.organisation, ids.shop, ids.account, ids.contact, count, at, seconds]);
      await eye.query('analyze');
    },
  };
}
