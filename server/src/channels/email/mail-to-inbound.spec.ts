import { describe, expect, it } from '@jest/globals';
import { inboundFrom } from './mail-to-inbound.ts';
import type { ParsedMail } from './parsed-mail.ts';

const RECEIVED = new Date('2026-03-03T10:00:00Z');
const own = new Set(['info@winkel.nl', 'retour@winkel.nl']);
const jan = { address: 'Jan@klant.nl', name: 'Jan de Vries' };
const person = { bounce: false, answered: false, generated: false, unanswerable: false, lists: null, signOffOnly: false };
const at = (address: string, name = '') => ({ address, name });

function inbound(given: Partial<ParsedMail>) {
  const mail: ParsedMail = {
    messageId: 'a@klant.nl',
    contentHash: 'f'.repeat(64),
    replyToken: null,
    references: [],
    subjectNumber: null,
    signs: person,
    deliveryReport: null,
    originalWriter: null,
    from: jan,
    replyTo: [],
    to: [at('info@winkel.nl')],
    cc: [],
    subject: 'Vraag',
    sentAt: '2026-03-03T09:59:00.000Z',
    text: 'Hallo',
    html: '',
    fullText: null,
    fullHtml: null,
    hasRemoteImages: false,
    files: [],
    ...given,
  };
  const account = {
    id: 'account',
    organisationId: 'organisation',
    shopId: 'shop',
    shopName: 'Winkel',
    name: 'Info',
    address: 'info@winkel.nl',
    settings: {},
    secrets: null,
  };
  return inboundFrom(mail, [], account, { id: 'raw', externalKey: '1.1', receivedAt: RECEIVED, silent: false }, own);
}

it('knows the customer by the address in lower case, and shows it as it was written', () => {
  expect(inbound({})).toMatchObject({
    sender: { identity: { kind: 'email', value: 'jan@klant.nl' }, name: 'Jan de Vries' },
    from: { address: 'Jan@klant.nl' },
    replyRecipients: { to: [jan], cc: [] },
  });
});

it('answers where Reply-To asks for, and takes that for the customer', () => {
  const message = inbound({ from: at('noreply@markt.nl', 'Jan via Markt'), replyTo: [at('gesprek-17@markt.nl')] });
  expect(message.sender).toEqual({ identity: { kind: 'email', value: 'gesprek-17@markt.nl' }, name: 'Jan via Markt' });
  expect(message.replyRecipients).toEqual({ to: [at('gesprek-17@markt.nl')], cc: [] });
});

it('tells when somebody else speaks for the customer: no form or colleague of ours', () => {
  const piet = [at('piet@klant.nl')];
  const isUnproven = (given: Partial<ParsedMail>) => inbound(given).senderUnproven ?? false;
  expect(isUnproven({ from: at('boef@elders.nl'), replyTo: piet })).toBe(true);
  expect(isUnproven({ from: at('Piet@klant.nl'), replyTo: piet })).toBe(false);
  expect(isUnproven({})).toBe(false);
  for (const from of ['info@winkel.nl', 'wordpress@winkel.nl']) expect(isUnproven({ from: at(from), replyTo: piet })).toBe(false);
  expect(isUnproven({ from: at('sanne@winkel.nl'), replyTo: [at('sanne@thuis.nl')], originalWriter: at('piet@klant.nl') })).toBe(false);
});

it('takes the customer of a contact form, which sends in our own name, from Reply-To', () => {
  const message = inbound({ from: at('info@winkel.nl', 'Winkel'), replyTo: [at('piet@klant.nl')] });
  expect(message.sender).toEqual({ identity: { kind: 'email', value: 'piet@klant.nl' }, name: '' });
});

it('does not answer itself when Reply-To is our own address', () => {
  expect(inbound({ replyTo: [at('Info+t_abc@winkel.nl')] }).replyRecipients.to).toEqual([jan]);
});

it('includes the other recipients, once each, without ourselves and without the sender', () => {
  const { replyRecipients } = inbound({
    to: [at('info@winkel.nl'), at('piet@klant.nl', 'Piet'), at('info+t_abc@winkel.nl')],
    cc: [at('Retour@winkel.nl'), at('PIET@klant.nl'), at('jan@klant.nl'), at('kees@klant.nl')],
  });
  expect(replyRecipients).toEqual({ to: [jan], cc: [at('piet@klant.nl', 'Piet'), at('kees@klant.nl')] });
});

it('answers a mail that we sent to ourselves to ourselves rather than to nobody', () => {
  expect(inbound({ from: at('info@winkel.nl') }).replyRecipients.to).toEqual([at('info@winkel.nl')]);
});

it.each([
  ['when it was sent', '2026-03-03T09:59:00.000Z', '2026-03-03T09:59:00.000Z'],
  ['when it arrived, if the sender lives in the future', '2031-01-01T00:00:00.000Z', RECEIVED.toISOString()],
  ['when it arrived, if the sender does not say', null, RECEIVED.toISOString()],
])('happened %s', (_what, sentAt, expected) => {
  expect(inbound({ sentAt }).occurredAt.toISOString()).toBe(expected);
});

describe('who speaks', () => {
  const generated = { ...person, generated: true };

  it('is the customer of a form on the web site, though a machine sends it', () => {
    expect(inbound({ signs: generated, from: at('info@winkel.nl'), replyTo: [at('piet@klant.nl')] }).nature).toBe('personal');
    expect(inbound({ signs: generated, replyTo: [at('piet@klant.nl')] }).nature).toBe('automatic');
    expect(inbound({ signs: { ...generated, answered: true }, from: at('info@winkel.nl'), replyTo: [at('x@y.nl')] }).nature).toBe(
      'automatic',
    );
  });

  it('is the customer whom a machine that takes no answers names in Reply-To', () => {
    const nature = (replyTo: string, from = 'no-reply@formulier.nl', signs: Partial<typeof person> = {}) =>
      inbound({ signs: { ...person, unanswerable: true, ...signs }, from: at(from), replyTo: [at(replyTo)] }).nature;
    expect(nature('piet@klant.nl')).toBe('personal');
    expect(nature('info+t_abc@winkel.nl')).toBe('automatic'); // It answers us.
    expect(nature('noreply@klant.nl')).toBe('automatic');
    expect(nature('No-Reply@formulier.nl')).toBe('automatic');
    expect(nature('support@mail.formulier.nl')).toBe('automatic');
    expect(nature('piet@klant.nl', 'wordpress@winkel.nl', { generated: true })).toBe('personal');
    expect(nature('piet@klant.nl', 'wordpress@elders.nl', { generated: true })).toBe('automatic');
  });

  it('is the customer who writes to a list that is our own address', () => {
    const lists = (name: string) => inbound({ signs: { ...generated, lists: [name] } }).nature;
    expect(lists('info.winkel.nl')).toBe('personal');
    expect(lists('info@winkel.nl')).toBe('personal');
    expect(lists('nieuws.elders.nl')).toBe('list');
  });

  it('is the mail server, whatever else is true', () => {
    expect(inbound({ signs: { ...generated, bounce: true, answered: true, lists: [] } }).nature).toBe('bounce');
  });
});

describe('mail that somebody passes on', () => {
  const piet = at('piet@klant.nl', 'Piet');

  it.each(['retour@winkel.nl', 'sanne@winkel.nl'])('belongs to its writer when a colleague does it from %s', (address) => {
    const message = inbound({ from: at(address, 'Sanne'), originalWriter: piet, cc: [at('leverancier@elders.nl')] });
    expect(message.sender).toEqual({ identity: { kind: 'email', value: 'piet@klant.nl' }, name: 'Piet' });
    expect(message.forwardedBy).toEqual(at(address, 'Sanne'));
    expect(message.replyRecipients).toEqual({ to: [piet], cc: [] });
  });

  it('belongs to the customer who does it', () => {
    expect(inbound({ originalWriter: at('info@bezorger.nl') })).toMatchObject({ forwardedBy: null, sender: { name: 'Jan de Vries' } });
  });

  it('is not ours when a colleague passes on our own mail', () => {
    expect(inbound({ from: at('sanne@winkel.nl'), originalWriter: at('info+t_abc@winkel.nl') }).forwardedBy).toBeNull();
  });
});

it('hands on what the mail is about', () => {
  const report = { originalId: 'x@y', recipients: [] };
  expect(inbound({ subjectNumber: 10453, deliveryReport: report })).toMatchObject({
    thread: { subjectNumber: 10453 },
    deliveryReport: report,
  });
});
