import { type SearchHit, searchPage } from '@balie/shared/contracts/tickets.ts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as newId } from 'uuid';
import { QueryCounter } from '../../../test/support/query-counter.ts';
import { startTestApp, type TestApp } from '../../../test/support/test-app.ts';
import { aColleague, aFoundedOrganisation, type FoundedOrganisation, type SignedInColleague } from '../agents/testing/people.ts';
import { aChannelAccount, receive, type TestChannelAccount } from './testing/inbound.ts';
import { asOrganisation } from './testing/look.ts';
import { aTicketRow, type GivenTicket, moment } from './testing/ticket-rows.ts';

let app: TestApp;
let shop: FoundedOrganisation;
let account: TestChannelAccount;
let me: SignedInColleague;

beforeAll(async () => {
  app = await startTestApp();
  shop = await aFoundedOrganisation(app);
  account = await aChannelAccount(app, shop);
  me = await aColleague(app, { organisationId: shop.id, name: 'Fatima El Amrani' });
});
afterAll(() => app.stop());

const add = (given: GivenTicket) => aTicketRow(app, account, given);
const ask = async (q: string, also = '') => (await me.get(`/api/tickets/search?q=${encodeURIComponent(q)}${also}`)).as(searchPage);
const found = async (q: string) => (await ask(q)).items.map((hit) => hit.id);
const marked = (hit: SearchHit | undefined) => hit?.snippet.replaceAll('\u0002', '[').replaceAll('\u0003', ']');

describe('words', () => {
  it.each([
    ['Mijn lamp is geretourneerd naar jullie', 'retour'],
    ['De levering klopt niet', 'geleverd'],
    ['Ik heb twee tafellampen gekocht', 'tafellamp'],
    ['De verkeerde maten ontvangen', 'maat'],
    ['Twee regenjassen besteld', 'regenjas'],
    ['Er staat een broodtrommel in de doos', 'dozen'],
    ['Een heel klein pakketje', 'pakket'],
    ['De crème is op', 'creme'],
    ['Order #WEB-10453 is kwijt', '10453'],
    ['Order #WEB-20453 is kwijt', 'WEB-20453'],
    ['Order WEB30453 is kwijt', '30453'],
    ['Mail naar piet.puk@voorbeeld.nl graag', 'voorbeeld.nl'],
    ['Mail naar kees.kok@voorbeeld.nl graag', 'kees.kok@voorbeeld.nl'],
    ['Mail naar dirk@voorbeeld.nl graag', 'dirk'],
    ['Bel 06-87654321', '+31 6 87654321'],
    ['Bel +31 6 11223344', '0611223344'],
    ['Vraag over bestelling 1042823870', '1042 823 870'],
    ['Vraag over bestelling 1042823871', '104-2823-871'],
    ['Order 2024-001234 komt te laat', '2024 001234'],
    ['Van 55501 heb ik niets gehoord, en van 66602 ook niet', '66602 55501'],
    ['Pakket 3SBLI12345678 ligt bij PostNL', '3sbli12345678'],
    ['Pakket 3SXYZ99345678 ligt bij PostNL', '99345678'],
    ['Is de mijnenveger al binnen', 'mijnenv'],
    ['Het bleef stil', 'stil niet-bestaand OF'.split(' ')[0] ?? ''],
  ])('finds "%s" by %s', async (text, q) => {
    const { id } = await add({ text });
    expect(await found(q)).toContain(id);
  });

  it('asks for all words, wherever in the ticket they stand, and leaves out what is negated', async () => {
    const both = await add({ subject: 'Blauwe parasol', contactName: 'Truus Terpstra', text: 'Hij waait om' });
    const one = await add({ subject: 'Rode parasol', contactName: 'Wim Bosma', text: 'Hij waait om' });
    expect(await found('parasol terpstra waait')).toEqual([both.id]);
    expect(await found('parasol -truus')).toEqual([one.id]);
    expect(await found('-blauwe parasol waait')).toEqual([one.id]);
  });

  it('takes a phrase word by word, side by side', async () => {
    const near = await add({ text: 'Er zit een kapot scherm in' });
    await add({ text: 'Het scherm van de oven is kapot' });
    const long = await add({ text: 'Er zit een kapot scherm in mijn tas, en dat scherm in huis' });
    expect(await found('"kapot scherm"')).toEqual([long.id, near.id]);
    expect(await found('"scherm in mijn tas"')).toEqual([long.id]);
    expect(await found('"scherm in mijn huis"')).toEqual([]);
    expect(await found('"kapot scherm" -tas')).toEqual([near.id]);
    expect(await found('scherm -"kapot scherm" oven')).toHaveLength(1);
  });

  it('does not lose a question made of small words', async () => {
    const without = await add({ text: 'Kabouter niet gekregen' });
    const other = await add({ text: 'Kabouter gekregen' });
    expect(await found('niet de kabouter')).toEqual([without.id]);
    expect((await found('de')).length).toBeGreaterThan(0);
    expect(new Set(await found('de kabouter'))).toEqual(new Set([without.id, other.id]));
  });

  it('puts a ticket of that number first, then hits in the subject, then in the text, each newest first', async () => {
    const number = await add({ subject: 'Iets anders', text: 'Iets anders', at: 0 });
    const asked = String(number.number);
    const inText = await add({ text: `Ordernummer ${asked}`, at: 400 });
    const inSubject = await add({ subject: `Order ${asked}`, at: 300 });
    const older = await add({ subject: `Factuur ${asked}`, at: 200 });
    expect(await found(asked)).toEqual([number.id, inSubject.id, older.id, inText.id]);
    expect((await found(`#${asked}`))[0]).toBe(number.id);
  });

  it('finds what came in through the intake, and the answers to it', async () => {
    const { ticketId } = await receive(app, account, {
      subject: 'Vraag',
      text: 'Past de zeskantsleutel?',
      fromName: 'Ömer Şahin',
      from: 'omer@post.test',
    });
    expect(await found('zeskantsleutels')).toEqual([ticketId]);
    expect(await found('from:omer zeskant')).toEqual([ticketId]);
    expect(await found('omer sahin')).toEqual([ticketId]);
  });
});

describe('operators', () => {
  it('narrows by each of them', async () => {
    const [team, colleague] = [newId(), await aColleague(app, { organisationId: shop.id, name: 'Sanne de Wit' })];
    await asOrganisation(app, shop.id, (tx) =>
      tx.query('insert into teams (id, organisation_id, name) values ($1, $2, $3)', [team, shop.id, 'Technische dienst']),
    );
    const plain = await add({ text: 'grasmaaier', at: 700, status: 'solved', contactName: 'Kees Koster' });
    const rich = await add({
      text: 'grasmaaier',
      at: 60 * 24 * 3,
      assigneeId: colleague.id,
      teamId: team,
      tags: ['retour'],
      contactName: 'Ingrid Prins',
      contactAddress: 'ingrid@prins.test',
    });
    const mine = await add({ text: 'grasmaaier', at: 60 * 24 * 4, assigneeId: me.id, status: 'pending' });
    await asOrganisation(app, shop.id, (tx) =>
      tx.query('insert into ticket_reads (agent_id, ticket_id, organisation_id, read_at) values ($1, $2, $3, $4)', [
        me.id,
        plain.id,
        shop.id,
        moment(60 * 24 * 9),
      ]),
    );
    const narrowed = async (operator: string) => {
      const answer = await ask(`grasmaaier ${operator}`);
      expect(answer.unknownOperators).toEqual([]);
      return new Set(answer.items.map((hit) => hit.id));
    };
    const set = (...tickets: { id: string }[]) => new Set(tickets.map((ticket) => ticket.id));
    expect(await narrowed('status:open')).toEqual(set(rich));
    expect(await narrowed('status:open status:pending')).toEqual(set(rich, mine));
    expect(await narrowed('-status:solved')).toEqual(set(rich, mine));
    expect(await narrowed('assignee:me')).toEqual(set(mine));
    expect(await narrowed('assignee:sanne')).toEqual(set(rich));
    expect(await narrowed('assignee:"sanne de w"')).toEqual(set(rich));
    expect(await narrowed('assignee:none')).toEqual(set(plain));
    expect(await narrowed('-assignee:me')).toEqual(set(plain, rich));
    expect(await narrowed('team:dienst')).toEqual(set(rich));
    expect(await narrowed('-team:dienst')).toEqual(set(plain, mine));
    expect(await narrowed('tag:retour')).toEqual(set(rich));
    expect(await narrowed('-tag:retour')).toEqual(set(plain, mine));
    expect(await narrowed(`shop:klompen`)).toEqual(set(plain, rich, mine));
    expect(await narrowed('from:prins')).toEqual(set(rich));
    expect(await narrowed('from:"Ingrid Prins"')).toEqual(set(rich));
    expect(await narrowed('from:ingrid@prins.test')).toEqual(set(rich));
    expect(await narrowed('-from:prins')).toEqual(set(plain, mine));
    expect(await narrowed(`to:${account.address}`)).toEqual(set(plain, rich, mine));
    expect(await narrowed('to:prins')).toEqual(set());
    expect(await narrowed(`number:${mine.number}`)).toEqual(set(mine));
    expect(await narrowed('is:unread')).toEqual(set(rich, mine));
    // The first of March, nine o'clock, and some minutes; three and four days later.
    expect(await narrowed('before:2026-03-02')).toEqual(set(plain));
    expect(await narrowed('after:2026-03-02')).toEqual(set(rich, mine));
    expect(await narrowed('after:2026-03-04 before:2026-03-05')).toEqual(set(rich));
  });

  it('finds tickets with a file, by operators alone', async () => {
    const { ticketId } = await receive(app, account, {
      attachments: [
        {
          sha256: 'a'.repeat(64),
          storageKey: 'x',
          sizeBytes: 1,
          name: 'foto.jpg',
          contentType: 'image/jpeg',
          contentId: null,
          inline: false,
        },
      ],
    });
    expect(await found('has:attachment')).toEqual([ticketId]);
    expect(await found('-has:attachment')).not.toContain(ticketId);
  });

  it('lists by operators alone, newest first, page after page', async () => {
    const tickets = [await add({ status: 'spam', at: 1 }), await add({ status: 'spam', at: 3 }), await add({ status: 'spam', at: 2 })];
    const first = await ask('status:spam', '&limit=2');
    const second = await ask('status:spam', `&limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map((hit) => hit.id)).toEqual([tickets[1]?.id, tickets[2]?.id, tickets[0]?.id]);
    expect(second.nextCursor).toBeNull();
  });

  it('says which parts mean nothing here and searches without them', async () => {
    const { id } = await add({ text: 'wasrekje' });
    const answer = await ask('wasrekje status:opn team:nergens assignee:"jan zonder land" tag:nietgebruikt');
    expect(answer.items.map((hit) => hit.id)).toEqual([id]);
    expect(new Set(answer.unknownOperators)).toEqual(
      new Set(['status:opn', 'team:nergens', 'assignee:"jan zonder land"', 'tag:nietgebruikt']),
    );
  });

  it('finds nothing when nothing is left of the question', async () => {
    expect(await ask('status:opn')).toEqual({ items: [], nextCursor: null, unknownOperators: ['status:opn'] });
    expect(await found('!?&|')).toEqual([]);
  });
});

describe('an answer', () => {
  it('shows where a hit stands, in the message that holds it', async () => {
    const { ticketId } = await receive(app, account, { text: 'De vlindernet-steel is krom.', externalId: 'een@klant.test' });
    await receive(app, account, { text: 'Hoort u mij?', references: ['een@klant.test'], externalId: 'twee@klant.test' });
    const [hit] = (await ask('vlindernet')).items;
    expect(hit?.id).toBe(ticketId);
    expect(marked(hit)).toBe('De [vlindernet]-steel is krom.');
  });

  it.each([
    ['common', 'stofzuiger', 130],
    ['rare', 'heggenschaar', 9],
  ])('pages through a %s word without a gap or a repeat', async (_kind, word, count) => {
    const made: string[] = [];
    for (let index = 0; index < count; index++) {
      const where = index % 3 === 0 ? { subject: `Mijn ${word}` } : { text: `Mijn ${word}` };
      made.push((await add({ ...where, at: 10_000 + (index % 50) })).id);
    }
    const seen: SearchHit[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask(word, `&limit=4${cursor === null ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen.map((hit) => hit.id).toSorted()).toEqual(made.toSorted());
    const inSubject = seen.map((hit) => hit.subject !== 'Vraag');
    expect(inSubject).toEqual(inSubject.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('never holds a ticket of another organisation', async () => {
    const foreign = await aFoundedOrganisation(app, { name: 'De buren' });
    const theirs = await aTicketRow(app, await aChannelAccount(app, foreign), { text: 'tuinkabouterfabriek' });
    expect(await found('tuinkabouterfabriek')).toEqual([]);
    expect(await found(`number:${theirs.number}`)).toEqual([]);
  });

  it('asks the database at most eight questions, however much is found', async () => {
    const counter = new QueryCounter(app.database.dataSource, shop.id);
    const sent = await counter.during(() => ask('mijn stofzuiger assignee:none', '&limit=100'));
    expect(sent.filter((statement) => /^\s*(with|select)/.test(statement)).length).toBeLessThanOrEqual(8);
    const few = await counter.during(() => ask('mijn stofzuiger assignee:none', '&limit=2'));
    expect(few.length).toBeLessThanOrEqual(sent.length);
  });

  it('understands every question', async () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '"',
        '-',
        'from:',
        'to:',
        '<->',
        "'",
        '\\',
        ':*',
        '!',
        '&',
        '|',
        '(',
        'status:open',
        '-"a b"',
        'before:2026-01-01',
        '𝕏',
        'ﬁ',
        '½',
      ),
      fc.stringMatching(/^-?(from|to|tag|assignee|team|shop|is|has|number|voor)?:?"?[\w'<>:*&|!@.-]{0,10}$/),
    );
    const question = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' ').trim().slice(0, 300));
    await fc.assert(
      fc.asyncProperty(
        question.filter((q) => q.isWellFormed() && q.trim() !== ''),
        async (q) => {
          const answer = await me.get(`/api/tickets/search?q=${encodeURIComponent(q)}`);
          expect([q, answer.status]).toEqual([q, 200]);
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});
