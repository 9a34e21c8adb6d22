import { describe, expect, it } from '@jest/globals';
import { IntakeLanes } from './intake-lanes.ts';

/** Work that ends when the test says so. */
function works() {
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () => {
    log.push(`${name} begins`);
    return new Promise<void>((resolve, reject) => {
      ends.set(name, (error) => {
        log.push(`${name} ends`);
        if (error) reject(error);
        else resolve();
      });
    });
  };
  return { log, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}
const breath = () => new Promise((resolve) => setImmediate(resolve));

describe('lanes', () => {
  it('keep what one person wrote in order, whichever of their names it comes by, and let others pass', async () => {
    const { log, work, end } = works();
    const lanes = new IntakeLanes();
    await lanes.run(['phone 1', 'user a'], work('first'));
    await lanes.run(['user a'], work('second'));
    await lanes.run(['phone 2'], work('other'));
    await breath();
    expect(log).toEqual(['first begins', 'other begins']);
    end('other');
    end('first');
    await breath();
    expect(log.at(-1)).toBe('second begins');
    end('second');
    await lanes.end();
  });

  it('tell of a failure, and begin nothing after it', async () => {
    const { log, work, end } = works();
    const lanes = new IntakeLanes();
    await lanes.run(['phone 1'], work('first'));
    await lanes.run(['phone 1'], work('second'));
    await breath();
    end('first', new Error('The database is away'));
    await expect(lanes.end()).rejects.toThrow('The database is away');
    expect(log).toEqual(['first begins', 'first ends']);
  });

  it('begin no more than a few at once', async () => {
    const { log, work, end } = works();
    const lanes = new IntakeLanes();
    let full = true;
    for (const name of ['1', '2', '3']) await lanes.run([name], work(name));
    const fourth = lanes.run(['4'], work('4')).then(() => {
      full = false;
    });
    await breath();
    expect([log.length, full]).toEqual([4, true]);
    end('2');
    await fourth;
    for (const name of ['1', '3', '4']) end(name);
    await lanes.end();
  });
});
