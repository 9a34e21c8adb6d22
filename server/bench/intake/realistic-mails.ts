import { MAILBOX } from '../../test/support/connected-shop.ts';
import { Random } from '../large/random.ts';

/** Of all, so many answer an earlier one; and so many carry a file. */
const REPLIES = 0.4;
const WITH_FILE = 0.1;
const ABOUT_BYTES = 8 * 1024;
const FILE_BYTES = 24 * 1024;
const SENTENCES = [
  'Ik heb vorige week een lamp besteld, maar er is nog niets bezorgd.',
  'Volgens de bezorger ligt het pakket nog in het sorteercentrum.',
  'Kunt u mij laten weten wanneer ik de bestelling mag verwachten?',
  'De kleur komt niet overeen met de foto op de website.',
  'Ik wil het artikel graag ruilen voor de grotere maat.',
  'Het retourformulier zat niet bij de zending, waar vind ik dat?',
];

/** Mails as a shop gets them: text and HTML, about 8 KB, quotations in answers; always the same ones. */
export function* realisticMails(count: number, series = 'bench'): Generator<string> {
  const random = new Random(20261121);
  const earlier: { readonly id: string; readonly customer: number; readonly subject: string }[] = [];
  for (let index = 0; index < count; index++) {
    const answered = index > 20 && random.chance(REPLIES) ? random.pick(earlier) : undefined;
    const id = `${series}-${index}.${random.id(1.79e12).slice(0, 8)}@klant.test`;
    const customer = answered?.customer ?? index;
    const subject = answered?.subject ?? `Vraag over bestelling ${100_000 + index}`;
    earlier.push({ id, customer, subject });
    yield oneMail(random, { id, customer, subject, answers: answered?.id, series });
  }
}

interface Facts {
  readonly id: string;
  readonly customer: number;
  readonly subject: string;
  readonly answers: string | undefined;
  readonly series: string;
}

function oneMail(random: Random, { id, customer, subject, answers, series }: Facts): string {
  const paragraphs = Array.from({ length: 5 }, () => `${random.pick(SENTENCES)} ${random.pick(SENTENCES)}`);
  const quoted = answers ? paragraphs.toReversed().map((line) => `> ${line}`) : [];
  const text = [
    ...paragraphs,
    ...(answers ? ['', 'Op ma 16 nov 2026 om 10:12 schreef De Lampenwinkel <service@winkel.test>:', ...quoted] : []),
  ];
  const alternative = part('alternative', `alt-${customer}`, [
    `Content-Type: text/plain; charset=utf-8\r\n\r\n${text.join('\r\n')}`,
    `Content-Type: text/html; charset=utf-8\r\n\r\n${html(paragraphs, answers !== undefined)}`,
  ]);
  const body = random.chance(WITH_FILE)
    ? part('mixed', `mix-${customer}`, [
        alternative,
        `Content-Type: image/jpeg; name="foto.jpg"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="foto.jpg"\r\n\r\n${photo(random)}`,
      ])
    : alternative;
  return [
    'Received: from mx.klant.test (mx.klant.test [192.0.2.7]) by mail.winkel.test with ESMTPS; Mon, 16 Nov 2026 10:20:00 +0100',
    'DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=klant.test; s=2026; h=from:to:subject; bh=AAAA; b=BBBB',
    `From: Klant ${customer} <${series}-klant${customer}@klant.test>`,
    `To: De Lampenwinkel <${MAILBOX.address}>`,
    `Subject: ${answers ? 'Re: ' : ''}${subject}`,
    `Message-ID: <${id}>`,
    ...(answers ? [`In-Reply-To: <${answers}>`, `References: <${answers}>`] : []),
    'Date: Mon, 16 Nov 2026 10:20:00 +0100',
    'X-Mailer: iPhone Mail (20B101)',
    'MIME-Version: 1.0',
    body,
    '',
  ].join('\r\n');
}

function html(paragraphs: readonly string[], quotes: boolean): string {
  const style = 'margin:0;font-family:Calibri,Helvetica,sans-serif;font-size:11pt;color:#1f2328;line-height:1.4';
  const lines = (all: readonly string[]) => all.map((line) => `<p class="MsoNormal" style="${style}"><span lang="NL">${line}</span></p>`);
  const own = `<div>${lines(paragraphs).join('\r\n')}</div>`;
  const quotation = quotes
    ? `<div class="gmail_quote"><div class="gmail_attr">Op ma 16 nov 2026 om 10:12 schreef De Lampenwinkel:</div><blockquote class="gmail_quote">${lines(paragraphs).join('\r\n')}</blockquote></div>`
    : '';
  const page = `<html><head><meta charset="utf-8"></head><body>${own}${quotation}`;
  // What office programs write along: nobody sees it, everybody carries it.
  const ballast = Math.max(0, ABOUT_BYTES - page.length - 1500);
  return `${page}\r\n<table>${'<tr><td style="padding:0">&nbsp;</td></tr>\r\n'.repeat(Math.ceil(ballast / 42))}</table></body></html>`;
}

function photo(random: Random): string {
  const bytes = Buffer.alloc(FILE_BYTES);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  bytes.write(random.id(1.79e12), 20);
  return (bytes.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}

function part(kind: string, boundary: string, parts: readonly string[]): string {
  const body = parts.map((each) => `--${boundary}\r\n${each}\r\n`).join('');
  return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--`;
}
