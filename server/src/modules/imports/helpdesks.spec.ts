import { describe, expect, it } from '@jest/globals';
import { readChatwoot } from './chatwoot.ts';
import type { ForeignRecord, ForeignTicket } from './foreign-ticket.ts';
import { readFreshdesk } from './freshdesk.ts';
import { UnreadableItem } from './history-format.ts';
import { chatwootConversation, freshdeskTicket, zendeskTicket, zendeskUser } from './testing/exports.ts';

import { readZendesk } from './zendesk.ts';

function ticketOf(record: ForeignRecord): ForeignTicket {
  if (record.kind !== 'ticket') throw new Error(`It is ${record.kind}`);
  return record.ticket;
}

describe('Zendesk', () => {
  it('tells the conversation, who said what, and what is internal', () => {
    const ticket = ticketOf(readZendesk(zendeskTicket(12)));
    expect(ticket).toMatchObject({
      key: 'zendesk:lampenwinkel.zendesk.com:ticket:12',
      number: '#12',
      status: 'closed',
      priority: 'high',
      tags: ['garantie', 'lampen-hal'],
      customer: { name: 'Jan Klant', address: 'jan@klant.test' },
      assigneeAddress: 'sanne@winkel.test',
      createdAt: new Date('2021-03-04T09:00:00Z'),
    });
    expect(ticket.messages.map(({ isNote, author, text }) => [isNote, author.side, author.name, text])).toEqual([
      [false, 'customer', 'Jan Klant', 'Mijn lamp knippert.'],
      [true, 'colleague', 'Sanne de Vries', 'Eerst bellen?'],
      [false, null, '', 'Er komt een nieuwe aan.'],
    ]);
    expect(ticket.messages[0]).toMatchObject({ messageId: 'jan-12@klant.test', files: [{ name: 'lamp.jpg' }] });
    expect(ticket.messages[2]?.author.key).toBe('zendesk:lampenwinkel.zendesk.com:user:999');
  });

  it('keeps tickets of two accounts apart', () => {
    const other = zendeskTicket(12, { url: 'https://anders.zendesk.com/api/v2/tickets/12.json' });
    expect(ticketOf(readZendesk(other)).key).not.toBe(ticketOf(readZendesk(zendeskTicket(12))).key);
  });

  it('knows users, deleted tickets and strange records for what they are', () => {
    expect(readZendesk(zendeskUser)).toMatchObject({ kind: 'person', person: { side: 'colleague', address: 'oud@winkel.test' } });
    expect(readZendesk(zendeskTicket(1, { status: 'deleted' }))).toEqual({ kind: 'other' });
    expect(readZendesk({ id: 5, name: 'Een organisatie' })).toEqual({ kind: 'other' });
    expect(() => readZendesk(zendeskTicket(1, { created_at: 'gisteren', updated_at: null, comments: [] }))).toThrow(UnreadableItem);
    expect(() => readZendesk(zendeskTicket(1, { requester: null, requester_id: null, via: {} }))).toThrow(UnreadableItem);
  });

  it('without comments begins with the description', () => {
    const { messages } = ticketOf(readZendesk(zendeskTicket(3, { comments: undefined })));
    expect(messages).toMatchObject([{ text: 'Mijn lamp knippert.', author: { side: 'customer' } }]);
  });

  it('survives any nonsense in its fields', () => {
    const nonsense = zendeskTicket(3, {
      comments: [null, 5, { id: {}, author_id: [], created_at: false }],
      tags: 'x',
      assignee: 'Sanne',
      via: 7,
    });
    expect(ticketOf(readZendesk(nonsense)).messages).toHaveLength(1);
  });
});

describe('Freshdesk', () => {
  it('tells the description and the notes that were not thrown away', () => {
    const ticket = ticketOf(readFreshdesk(freshdeskTicket(31)));
    expect(ticket).toMatchObject({ key: 'freshdesk:42:ticket:31', status: 'solved', priority: 'low', tags: ['retour'] });
    expect(ticket.messages.map(({ isNote, author, text }) => [isNote, author.side, text])).toEqual([
      [false, 'customer', 'Ik wil iets retour sturen.'],
      [false, 'colleague', 'Stuur maar op.'],
      [true, 'colleague', 'Klant belde ook.'],
      [false, 'customer', 'Dank je!'],
    ]);
    expect(ticket.messages[1]?.author.name).toBe('Sanne de Vries');
  });

  it.each([
    [{ status: 2 }, 'open'],
    [{ status: 3 }, 'pending'],
    [{ status: 5 }, 'closed'],
    [{ status: 6, status_name: 'Waiting on customer' }, 'pending'],
    [{ status: 9, status_name: 'Bij de leverancier' }, 'open'],
    [{ spam: true }, 'spam'],
  ])('has its own statuses %j', (given, status) => {
    expect(ticketOf(readFreshdesk(freshdeskTicket(1, given))).status).toBe(status);
  });

  it('is read as its API gives it, too', () => {
    const ticket = ticketOf(
      readFreshdesk({
        id: 8,
        subject: 'Vraag',
        description: '<div>Hallo</div>',
        description_text: 'Hallo',
        status: 2,
        priority: 2,
        created_at: '2022-01-01T00:00:00Z',
        requester: { id: 1, name: 'Jan', email: 'jan@klant.test' },
        requester_id: 1,
        conversations: [
          { id: 81, body: '<p>Dag</p>', body_text: 'Dag', incoming: false, private: false, user_id: 2, created_at: '2022-01-02T00:00:00Z' },
        ],
      }),
    );
    expect(ticket.messages.map(({ html, text }) => [html, text])).toEqual([
      ['<div>Hallo</div>', 'Hallo'],
      ['<p>Dag</p>', 'Dag'],
    ]);
  });
});

describe('Chatwoot', () => {
  it('tells what people said, and leaves out what the system says', () => {
    const ticket = ticketOf(readChatwoot(chatwootConversation(5)));
    expect(ticket).toMatchObject({
      key: 'chatwoot:3:conversation:5',
      subject: 'Hoi, is de lamp er al?',
      status: 'solved',
      customer: { name: 'Lotte', address: '', phone: '+31 6 12345678' },
      createdAt: new Date('2023-06-01T12:00:00Z'),
    });
    expect(ticket.messages.map(({ isNote, author, text }) => [isNote, author.side, text])).toEqual([
      [false, 'customer', 'Hoi, is de lamp er al?'],
      [false, 'colleague', 'Morgen!'],
      [true, 'colleague', 'Let op: breekbaar'],
    ]);
    expect(ticket.messages[1]).toMatchObject({ messageId: 'chatwoot-5@mail.test', files: [{ name: 'pakbon nieuw.pdf' }] });
  });

  it('has conversations in which nobody says anything', () => {
    expect(readChatwoot(chatwootConversation(1, { messages: [] }))).toEqual({ kind: 'other' });
    expect(readChatwoot({ id: 1, name: 'Inbox' })).toEqual({ kind: 'other' });
  });
});
