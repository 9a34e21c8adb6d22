import MailComposer from 'nodemailer/lib/mail-composer';
import { quotedDay } from '../stories/calendar.ts';
import { SHOPS } from '../stories/shops.ts';
import type { Step, Story } from '../stories/story.ts';
import { contentsOf } from './files.ts';
import { htmlMail, marketplaceMail, type Quoted, withLogo } from './html-mail.ts';
import { photo } from './photo.ts';

type MailStep = Extract<Step, { kind: 'mail' }>;

/** Our answer that a customer's mail reacts to. */
export interface Answered {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly text: string;
  readonly at: Date;
}

/** Under which id the customer's nth mail of a story goes out. Without angle brackets. */
export const customerMessageId = (story: Story, nth: number): string => `${story.key}.${nth}@${story.customer.address.split('@')[1]}`;

/** A mail as the customer's program sends it. @param nth 0 for the first of the story */
export function rawMail(story: Story, step: MailStep, nth: number, answered: Answered | undefined): Promise<Buffer> {
  const { customer } = story;
  const shop = SHOPS[story.shop] ?? SHOPS[0];
  const quoted: Quoted | undefined = answered && {
    heading: `Op ${quotedDay(answered.at)} schreef ${shop.name} <${shop.address}>:`,
    text: answered.text,
  };
  const style = story.key.charCodeAt(story.key.length - 1);
  const fromMarketplace = customer.address.endsWith('.megamarkt.example');
  const logo =
    step.html && !fromMarketplace && style % 8 === 0 ? [{ filename: 'logo.png', content: photo(style), cid: 'logo@bedrijf' }] : [];
  const html = fromMarketplace ? marketplaceMail(step.text) : htmlMail(step.text, quoted, style);
  const earlier = Array.from({ length: nth }, (_unused, at) => `<${customerMessageId(story, at)}>`);
  const composer = new MailComposer({
    from: { name: customer.name, address: customer.address },
    to: { name: shop.name, address: shop.address },
    subject: nth === 0 ? story.subject : `${style % 3 === 0 ? 'Antw' : 'Re'}: ${story.subject}`,
    date: step.at,
    messageId: `<${customerMessageId(story, nth)}>`,
    ...(answered ? { inReplyTo: `<${answered.messageId}>`, references: [...earlier, `<${answered.messageId}>`] } : {}),
    text: step.text + (quoted ? `\n\n${quoted.heading}\n\n${quoted.text.replace(/^/gm, '> ')}` : ''),
    ...(step.html ? { html: logo.length > 0 ? withLogo(html) : html } : {}),
    attachments: [
      ...logo,
      ...step.files.map(contentsOf).map(({ name, contentType, contents }) => ({ filename: name, contentType, content: contents })),
    ],
    // Otherwise drawn by chance, and no two runs would bring the same mail.
    baseBoundary: `${story.key}-${nth}`,
  });
  return composer.compile().build();
}

/** Mails no program can make a message of; they end among the failed ones. */
export function brokenMails(until: Date): { readonly shop: number; readonly at: Date; readonly raw: Buffer; readonly summary: string }[] {
  const at = (hours: number) => new Date(until.getTime() - hours * 3_600_000);
  const mail = (headers: string, body: string) => Buffer.from(`${headers}\r\nMIME-Version: 1.0\r\n${body}`);
  return [
    {
      shop: 0,
      at: at(3),
      raw: mail('Subject: Automatisch bericht', 'Content-Type: text/plain\r\n\r\nZonder afzender.'),
      summary: 'Automatisch bericht',
    },
    {
      shop: 1,
      at: at(20),
      raw: mail('From: "Scanner 3e etage" <>\r\nSubject: Scan0042', 'Content-Type: text/plain\r\n\r\nZie bijlage.'),
      summary: '"Scanner 3e etage" <> · Scan0042',
    },
    {
      shop: 2,
      at: at(45),
      raw: mail('From: nieuwsbrief\r\nSubject: Fwd: Fwd: Fwd: lees dit', 'Content-Type: text/plain\r\n\r\nLees dit!'),
      summary: 'nieuwsbrief · Fwd: Fwd: Fwd: lees dit',
    },
    {
      shop: 0,
      at: at(70),
      raw: mail('From: undisclosed-recipients:;\r\nSubject: (geen onderwerp)', 'Content-Type: text/plain\r\n\r\n?'),
      summary: '(geen onderwerp)',
    },
  ];
}
