/** Mails as bol sends them, written by us after what is known of them; no real customer is in any. */

export const SHOP = 'service@winkel.test';
export const RELAY = '2abcdefghijklmnopqrstuvwxyz234';
export const KLANTBERICHT = `${RELAY}@klantbericht.bol.com`;
export const VERKOPEN = `${RELAY}@verkopen.bol.com`;
export const ORDER = '1042823870';
export const EAN = '8712345678906';

export interface MailParts {
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject: string;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly replyTo?: string | undefined;
  /** Further header lines. */
  readonly headers?: readonly string[];
  /** Stand above everything, as the receiving server writes them. */
  readonly received?: readonly string[];
  readonly date?: Date;
  readonly charset?: string;
}

/** What a server that checks senders writes above a mail of bol's. */
export const PASSED =
  'Authentication-Results: mx.winkel.test; dkim=pass header.d=bol.com; spf=pass smtp.mailfrom=bounce.bol.com; dmarc=pass header.from=bol.com';
export const FAILED =
  'Authentication-Results: mx.winkel.test; dkim=none; spf=fail smtp.mailfrom=evil.example; dmarc=fail header.from=bol.com';

let count = 0;

/** A raw mail. Text, HTML, or both. */
export function rawMail(parts: MailParts): Buffer {
  const { id = `bol-${++count}@mail.bol.com`, from = `Klant <${KLANTBERICHT}>`, to = SHOP, charset = 'utf-8' } = parts;
  const { text, html, replyTo, headers = [], received = [PASSED] } = parts;
  const part = (type: string, body: string) =>
    `Content-Type: ${type}; charset=${charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${body}\r\n`;
  const body =
    text !== undefined && html !== undefined
      ? `Content-Type: multipart/alternative; boundary="grens"\r\n\r\n--grens\r\n${part('text/plain', text)}--grens\r\n${part('text/html', html)}--grens--\r\n`
      : part(html === undefined ? 'text/plain' : 'text/html', html ?? text ?? '');
  const head = [
    ...received,
    `From: ${from}`,
    `To: ${to}`,
    ...(replyTo === undefined ? [] : [`Reply-To: ${replyTo}`]),
    `Subject: ${/^[\x20-\x7e]*$/.test(parts.subject) ? parts.subject : `=?utf-8?B?${Buffer.from(parts.subject).toString('base64')}?=`}`,
    `Message-ID: <${id}>`,
    `Date: ${(parts.date ?? new Date('2026-11-20T10:15:00Z')).toUTCString()}`,
    ...headers,
    'MIME-Version: 1.0',
  ].join('\r\n');
  return Buffer.from(`${head}\r\n${body}`, charset === 'utf-8' ? 'utf8' : 'latin1');
}

export interface QuestionParts {
  readonly order?: string;
  readonly name?: string;
  readonly product?: string | null;
  readonly ean?: string | null;
  readonly topic?: string;
  readonly country?: string;
  readonly question?: string;
}

/** The text of a question in Dutch. */
export function questionText(given: QuestionParts = {}): string {
  const { order = ORDER, name = 'Jan de Vries', product = 'Staande lamp Oslo', ean = EAN } = given;
  const { topic = 'Levering', country = 'Nederland', question = 'Hallo, wanneer komt mijn lamp?\nHij zou gisteren komen.' } = given;
  return [
    'Hallo verkooppartner,',
    '',
    'Je hebt een nieuwe vraag van een klant.',
    '',
    `Bestelnummer: ${order}`,
    'Casenummer: 30112233',
    `Klant: ${name}`,
    ...(product === null ? [] : [`Artikel: ${product}`]),
    ...(ean === null ? [] : [`EAN: ${ean}`]),
    `Onderwerp: ${topic}`,
    `Land: ${country}`,
    '',
    'Vraag van de klant:',
    question,
    '',
    'Beantwoord deze vraag binnen 24 uur in je verkoopaccount of antwoord op deze mail.',
    '',
    'Met vriendelijke groet, bol',
  ].join('\r\n');
}

/** The same in HTML, as a table. */
export function questionHtml(given: QuestionParts = {}): string {
  const rows = questionText(given)
    .split('\r\n')
    .filter((line) => /^(?:Bestelnummer|Casenummer|Klant|Artikel|EAN|Onderwerp|Land): /.test(line))
    .map((line) => `<tr><td><b>${line.slice(0, line.indexOf(':'))}</b></td><td>${line.slice(line.indexOf(':') + 2)}</td></tr>`);
  const { question = 'Hallo, wanneer komt mijn lamp?<br>Hij zou gisteren komen.' } = given;
  return (
    `<html><body><img src="https://www.bol.com/logo.png"><h1>Je hebt een nieuwe vraag</h1><table>${rows.join('')}</table>` +
    `<p>Vraag van de klant:</p><p>${question}</p><p><a href="https://partner.bol.com/sdd/cases/30112233">Beantwoord deze vraag</a></p>` +
    '<p>Met vriendelijke groet, bol</p></body></html>'
  );
}

export function aQuestion(given: QuestionParts & Partial<MailParts> = {}): Buffer {
  const { order = ORDER, name = 'Jan de Vries' } = given;
  return rawMail({
    from: `"${name} via bol.com" <${KLANTBERICHT}>`,
    subject: `Vraag over bestelling ${order}`,
    text: questionText(given),
    ...given,
  });
}
