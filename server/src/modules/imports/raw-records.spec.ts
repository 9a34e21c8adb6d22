import { describe, expect, it } from '@jest/globals';
import { rawRecords } from './raw-records.ts';
import { FRESHDESK_CSV, FRESHDESK_XML, lines, zendeskTicket } from './testing/exports.ts';
import { all, memoryFile } from './testing/memory-file.ts';

const ids = async (text: string, from = 0, chunk = 7) =>
  (await all(rawRecords(memoryFile('export.json', text, chunk), from))).map(({ record, fault }) => record?.['id'] ?? fault);

describe('records of an export', () => {
  it('are one per line, whatever chunks they come in, with broken lines between them', async () => {
    const text = '{"id":1}\n\n{"id":2,"text":"} { \\" \u00e9"}\r\n{"id":3,"subj\nniets\n{"id":4}';
    for (const chunk of [1, 3, 1000]) expect(await ids(text, 0, chunk)).toEqual([1, 2, 'unreadable', 'unreadable', 4]);
  });

  it('are the elements of an array, pretty or not, with a byte order mark', async () => {
    const records = [{ id: 1, a: { b: [{}] } }, { id: 2, t: '[{"' }, { id: 3 }];
    expect(await ids(`\ufeff${JSON.stringify(records, null, 2)}`)).toEqual([1, 2, 3]);
    expect(await ids(JSON.stringify(records))).toEqual([1, 2, 3]);
  });

  it('come out whole before the place where a file breaks off', async () => {
    const text = JSON.stringify([{ id: 1 }, { id: 2 }, { id: 3, text: 'en dan' }]);
    expect(await ids(text.slice(0, -8))).toEqual([1, 2, 'unreadable']);
  });

  it('stand in the answers of an API, many in one', async () => {
    const page = (...numbers: number[]) => ({ data: { meta: {}, payload: numbers.map((id) => ({ id, messages: [] })) } });
    expect(await ids(JSON.stringify([page(1, 2), page(3)], null, 1))).toEqual([1, 2, 3]);
  });

  it('go on after any of them', async () => {
    const texts = [
      lines([{ id: 1 }, { id: 2 }, { id: 3 }]),
      JSON.stringify([{ id: 1 }, { id: 2 }, { id: 3 }], null, 2),
      JSON.stringify({ payload: [{ id: 1 }, { id: 2 }, { id: 3 }] }),
    ];
    for (const text of texts) {
      const found = await all(rawRecords(memoryFile('x.json', text), 0));
      expect(await ids(text, found[0]?.next)).toEqual([2, 3]);
      expect(await ids(text, found[1]?.next)).toEqual([3]);
      expect(await ids(text, found[2]?.next)).toEqual([]);
      expect(new Set(found.map(({ at }) => at)).size).toBe(3);
    }
  });

  it('may not be endless: a giant line is named and left out, the others come in', async () => {
    const giant = `{"id":2,"text":"${'x'.repeat(66 * 1024 * 1024)}"}`;
    const file = memoryFile('x.json', `{"id":1}\n${giant}\n{"id":3}\n`, 1024 * 1024);
    const found = await all(rawRecords(file, 0));
    expect(found.map(({ record, fault }) => record?.['id'] ?? fault)).toEqual([1, 'too_large', 3]);
    expect(found[1]?.head).toMatch(/^\{"id":2,"text":"xxx/);
  });

  it('survive bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"id":1,"t":"'), Buffer.from([0xff, 0xfe, 0x00]), Buffer.from('"}\n{"id":2}\n')]);
    const found = await all(rawRecords(memoryFile('x.json', bytes), 0));
    expect(found.map(({ record, fault }) => record?.['id'] ?? fault)).toEqual(['unreadable', 2]);
  });

  it('are elements of XML', async () => {
    const found = await all(rawRecords(memoryFile('Tickets0.xml', FRESHDESK_XML, 5), 0));
    expect(found).toHaveLength(1);
    expect(found[0]?.record).toMatchObject({
      helpdesk_ticket: { display_id: '31', subject: 'Kapotte vaas & schaal', helpdesk_notes: [{ id: '310', private: 'false' }] },
    });
  });

  it('do not grow by entities of XML', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><helpdesk-ticket><subject>&b;</subject></helpdesk-ticket>`;
    const [found] = await all(rawRecords(memoryFile('x.xml', bomb), 0));
    expect(JSON.stringify(found?.record).length).toBeLessThan(100);
  });

  it('are rows of CSV, quotes and commas within', async () => {
    const found = await all(rawRecords(memoryFile('tickets.csv', FRESHDESK_CSV, 11), 0));
    expect(found.map(({ record }) => record)).toMatchObject([
      { id: '41', subject: 'Waar blijft, mijn "lamp"?', tags: ['lamp', 'spoed'], requester: { email: 'kees@klant.test' } },
      { id: '42', status: 'Closed' },
    ]);
    expect((await all(rawRecords(memoryFile('tickets.csv', FRESHDESK_CSV), 1))).map(({ record }) => record?.['id'])).toEqual(['42']);
  });

  it('reads what Zendesk writes', async () => {
    expect(await ids(lines([zendeskTicket(1), zendeskTicket(2)]), 0, 100)).toEqual([1, 2]);
  });
});
