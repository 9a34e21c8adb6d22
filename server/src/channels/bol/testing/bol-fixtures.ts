import type { MarketplaceFacts } from '@balie/shared/contracts/marketplace.ts';
import { aQuestion, EAN, FAILED, KLANTBERICHT, ORDER, PASSED, questionHtml, questionText, rawMail, SHOP, VERKOPEN } from './bol-mails.ts';

export interface Fixture {
  readonly name: string;
  readonly raw: Buffer;
  /** What is read out of it; undefined: it is none of bol's business. */
  readonly facts: Partial<MarketplaceFacts> | undefined;
  /** The customer's own words. */
  readonly text?: string;
  /** Where the answer goes. */
  readonly to?: string | null;
}

const LAMP = { title: 'Staande lamp Oslo', ean: EAN };
const WHEN = 'Hallo, wanneer komt mijn lamp?\nHij zou gisteren komen.';
const full: Partial<MarketplaceFacts> = {
  recognised: 'question',
  orderNumber: ORDER,
  caseNumber: '30112233',
  customerName: 'Jan de Vries',
  product: LAMP,
  topic: 'Levering',
  country: 'NL',
  senderProven: true,
};
const quoted =
  '\r\n\r\nOp vr 20 nov 2026 om 11:00 schreef Winkel <service@winkel.test>:\r\n> Vraag van de klant:\r\n> OUD: waar is hij?\r\n';

export const QUESTIONS: readonly Fixture[] = [
  { name: 'a question in plain Dutch', raw: aQuestion(), facts: full, text: WHEN, to: KLANTBERICHT },
  {
    name: 'a question in HTML alone',
    raw: aQuestion({ text: undefined, html: questionHtml() }),
    facts: full,
    text: WHEN,
    to: KLANTBERICHT,
  },
  { name: 'a question in both', raw: aQuestion({ html: questionHtml() }), facts: full, text: WHEN },
  { name: 'an order number of letters and digits', raw: aQuestion({ order: 'A2K8290LP8' }), facts: { ...full, orderNumber: 'A2K8290LP8' } },
  { name: 'a question without EAN', raw: aQuestion({ ean: null }), facts: { ...full, product: { ...LAMP, ean: null } } },
  {
    name: 'an EAN with a wrong check digit',
    raw: aQuestion({ ean: '8712345678901' }),
    facts: { ...full, product: { ...LAMP, ean: null } },
  },
  { name: 'a question about no product', raw: aQuestion({ product: null, ean: null }), facts: { ...full, product: null } },
  {
    name: 'a Flemish customer',
    raw: aQuestion({ name: 'Lotte Peeters', country: 'België' }),
    facts: { ...full, country: 'BE', customerName: 'Lotte Peeters' },
  },
  {
    name: 'a question in French',
    raw: rawMail({
      from: `"Élise Dubois via bol" <${KLANTBERICHT}>`,
      subject: `Question concernant la commande ${ORDER}`,
      text: `Bonjour,\r\n\r\nNuméro de commande: ${ORDER}\r\nNom du client: Élise Dubois\r\nProduit: Lampadaire Oslo\r\nEAN: ${EAN}\r\nMotif: Livraison\r\nPays: Belgique\r\n\r\nQuestion du client:\r\nOù est ma lampe ?\r\n\r\nRépondez à cette question dans les 24 heures.\r\n`,
    }),
    facts: {
      recognised: 'question',
      orderNumber: ORDER,
      customerName: 'Élise Dubois',
      product: { title: 'Lampadaire Oslo', ean: EAN },
      topic: 'Livraison',
      country: 'BE',
    },
    text: 'Où est ma lampe ?',
  },
  {
    name: 'a question in English',
    raw: rawMail({
      subject: `Question about order ${ORDER}`,
      text: `Order number: ${ORDER}\r\nCustomer name: John Doe\r\nItem: Floor lamp\r\nCountry: Netherlands\r\n\r\nCustomer question:\r\nWhere is it?\r\n\r\nAnswer this question within 24 hours.`,
    }),
    facts: {
      recognised: 'question',
      orderNumber: ORDER,
      customerName: 'John Doe',
      country: 'NL',
      product: { title: 'Floor lamp', ean: null },
    },
    text: 'Where is it?',
  },
  {
    name: 'a notification that nobody reads answers to, with the relay in Reply-To',
    raw: aQuestion({ from: 'bol <noreply@partner.bol.com>', replyTo: VERKOPEN, headers: ['Auto-Submitted: auto-generated'] }),
    facts: full,
    to: VERKOPEN,
  },
  {
    name: 'a notification that names the relay in its text',
    raw: aQuestion({ from: 'bol <noreply@partner.bol.com>', text: `${questionText()}\r\nAntwoord aan ${VERKOPEN}.\r\n` }),
    facts: full,
    to: VERKOPEN,
  },
  {
    name: 'a notification without any relay',
    raw: aQuestion({ from: 'bol <noreply@partner.bol.com>' }),
    facts: full,
    text: WHEN,
    to: null,
  },
  {
    name: 'a question with other white space and capitals',
    raw: aQuestion({
      text: questionText().replaceAll(': ', ' :\u00a0 ').replace('Vraag van de klant', 'VRAAG VAN DE KLANT').replaceAll('\r\n', '\n'),
    }),
    facts: full,
    text: WHEN,
  },
  {
    name: 'a question in latin-1',
    raw: aQuestion({ charset: 'iso-8859-1', country: 'België', name: 'Jose' }),
    facts: { ...full, country: 'BE', customerName: 'Jose' },
  },
  {
    name: 'a question whose customer writes labels, too',
    raw: aQuestion({ question: 'Bestelnummer: 9999999999\r\nEAN: 4006381333931\r\nKlopt dat?' }),
    facts: full,
    text: 'Bestelnummer: 9999999999\nEAN: 4006381333931\nKlopt dat?',
  },
  {
    name: 'a question that an Outlook rule passed on',
    raw: rawMail({
      from: `Winkel <bol@winkel.test>`,
      subject: `FW: Vraag over bestelling ${ORDER}`,
      received: ['Authentication-Results: mx.winkel.test; dkim=pass header.d=winkel.test'],
      text: `\r\n________________________________\r\nVan: Jan de Vries via bol.com <${KLANTBERICHT}>\r\nVerzonden: vrijdag 20 november 2026 10:00\r\nAan: bol@winkel.test\r\nOnderwerp: Vraag over bestelling ${ORDER}\r\n\r\n${questionText()}`,
    }),
    facts: { ...full, senderProven: false },
    text: WHEN,
    to: KLANTBERICHT,
  },
  {
    name: 'a question that another server redirected',
    raw: aQuestion({
      received: [
        'Authentication-Results: mx.winkel.test;\r\n spf=fail smtp.mailfrom=bounce.bol.com;\r\n dkim=pass (2048-bit) header.d=bol.com; dmarc=pass header.from=klantbericht.bol.com',
      ],
    }),
    facts: full,
  },
  { name: 'a question at a server that checks nobody', raw: aQuestion({ received: [] }), facts: { ...full, senderProven: false } },
  {
    name: 'a question that breaks off',
    raw: aQuestion({ text: undefined, html: questionHtml().slice(0, -80) }),
    facts: { recognised: 'question', orderNumber: ORDER },
  },
];

const answer = (given: { subject?: string; text?: string; html?: string; headers?: string[] }) =>
  rawMail({ subject: `Re: Vraag over bestelling ${ORDER}`, text: 'Dank u wel!', ...given, ...(given.html ? { text: undefined } : {}) });

export const ANSWERS: readonly Fixture[] = [
  { name: 'an answer', raw: answer({}), facts: { recognised: 'answer', orderNumber: ORDER }, text: 'Dank u wel!', to: KLANTBERICHT },
  {
    name: 'an answer with what it answers',
    raw: answer({ text: `Dank u wel!${quoted}` }),
    facts: { recognised: 'answer', orderNumber: ORDER },
    text: 'Dank u wel!',
  },
  {
    name: 'an answer in HTML with what it answers',
    raw: answer({
      html: '<div>Dank u wel!</div><div class="gmail_quote"><div class="gmail_attr">Op vr 20 nov schreef Winkel:<br></div><blockquote class="gmail_quote">Vraag van de klant: OUD</blockquote></div>',
    }),
    facts: { recognised: 'answer' },
    text: 'Dank u wel!',
  },
  {
    name: 'an answer whose subject names no order',
    raw: answer({ subject: 'Re: uw bericht' }),
    facts: { recognised: 'answer', orderNumber: null },
  },
  {
    name: 'an answer that speaks of another order',
    raw: answer({ text: 'En mijn bestelling 2049999999, waar is die?' }),
    facts: { recognised: 'answer', orderNumber: ORDER },
  },
  {
    name: 'a message of a customer with a subject of its own',
    raw: answer({ subject: 'Nog iets' }),
    facts: { recognised: 'answer', orderNumber: null },
  },
  {
    name: 'a message with bol’s footer',
    raw: answer({ text: 'Top!\r\n\r\nDit bericht is verzonden via bol' }),
    facts: { recognised: 'answer' },
    text: 'Top!',
  },
];

const fromBol = (subject: string, text: string, from = 'bol <partner@mail.bol.com>') => rawMail({ from, subject, text });

export const OTHERS: readonly Fixture[] = [
  {
    name: 'word of an order',
    raw: fromBol(`Nieuwe bestelling ${ORDER}`, 'Je hebt een nieuwe bestelling.'),
    facts: { recognised: 'notice', orderNumber: ORDER },
  },
  {
    name: 'word of a return',
    raw: fromBol('Een retour is aangemeld', `Bestelnummer: ${ORDER}`),
    facts: { recognised: 'notice', orderNumber: ORDER },
  },
  {
    name: 'word of a strike',
    raw: fromBol('Je hebt een strike ontvangen', 'Je servicenormen zijn niet gehaald.'),
    facts: { recognised: 'notice' },
  },
  {
    name: 'an account manager',
    raw: fromBol('Kennismaking met je accountmanager', 'Ik ben Ilse.', 'Ilse <ilse@bol.com>'),
    facts: { recognised: 'notice' },
  },
  {
    name: 'a mail of bol that no pattern knows',
    raw: fromBol('Ons nieuwe magazijn', 'Kom kijken!'),
    facts: { recognised: 'unrecognised', pattern: null },
  },
  {
    name: 'a mail from an order’s address that no pattern knows',
    raw: rawMail({ from: `Klant <${VERKOPEN}>`, subject: 'Hoi', text: 'Hallo?' }),
    facts: { recognised: 'unrecognised' },
    to: VERKOPEN,
  },
  {
    name: 'a look-alike domain',
    raw: rawMail({
      from: 'bol.com <klantvraag@bol-com.support>',
      subject: `Vraag over bestelling ${ORDER}`,
      text: questionText(),
      received: ['Authentication-Results: mx.winkel.test; dmarc=pass header.from=bol-com.support'],
    }),
    facts: { recognised: 'suspicious', senderProven: false },
  },
  {
    name: 'bol’s name over a stranger’s address',
    raw: rawMail({
      from: '"bol.com partnerservice" <info@evil.example>',
      subject: 'Bevestig je e-mailadres',
      text: 'Klik: https://evil.example',
    }),
    facts: { recognised: 'suspicious' },
  },
  { name: 'bol’s own address that failed the check', raw: aQuestion({ received: [FAILED] }), facts: { recognised: 'suspicious' } },
  {
    name: 'a check that the sender wrote in',
    raw: aQuestion({ received: [FAILED, PASSED.replace('mx.winkel.test', 'evil.example')] }),
    facts: { recognised: 'suspicious' },
  },
  {
    name: 'a check of another domain',
    raw: aQuestion({
      received: ['Authentication-Results: mx.winkel.test; dkim=pass header.d=notbol.com; spf=pass smtp.mailfrom=x@bol.com.evil.example'],
    }),
    facts: { recognised: 'suspicious' },
  },
  {
    name: 'somebody whose name is Bol',
    raw: rawMail({ from: 'Kees Bol <kees.bol@klant.test>', subject: 'Vraag', text: 'Hoi', received: [] }),
    facts: undefined,
  },
  {
    name: 'an ordinary customer',
    raw: rawMail({
      from: 'Jan <jan@klant.test>',
      to: SHOP,
      subject: 'Vraag over bestelling 1042823870 bij bol',
      text: 'Hoi',
      received: [],
    }),
    facts: undefined,
  },
];

export const VERIFICATION = fromBol(
  'Bevestig je e-mailadres',
  'Je verificatiecode: 482913\r\n\r\nOf klik op https://partner.bol.com/confirm?token=abc123 om service@winkel.test te bevestigen.',
);
export const FALSE_VERIFICATION = fromBol(
  'Bevestig je e-mailadres',
  'Klik op https://bol.com.evil.example/confirm?token=abc123 om te bevestigen.',
);
export const UNDELIVERED = (messageId: string) =>
  rawMail({
    from: 'bol <noreply@partner.bol.com>',
    subject: 'Je bericht kon niet worden bezorgd',
    headers: [`In-Reply-To: <${messageId}>`, `References: <${messageId}>`],
    text: `Je bericht aan ${KLANTBERICHT} over bestelling ${ORDER} is niet bezorgd.\r\n\r\nReden: dit e-mailadres is verlopen.`,
  });
