import { type CorpusMail, compound, sample, text } from './corpus-mail.ts';

const COLLEAGUE = { From: 'Sanne Visser <sanne@winkel.test>' };
const FOUND = { sender: 'piet@klanten.test', senderName: 'Piet de Boer', replyTo: ['piet@klanten.test'], forwardedBy: 'sanne@winkel.test' };

/** A colleague passes on Piet's mail; all of it is shown. */
function passedOn(program: string, subject: string, block: string): CorpusMail {
  const body = `Pak jij dit op?\n\n${block}\n\nMijn pakket is er nog niet.\n\nPiet`;
  return sample(`passed on: ${program}`, { ...COLLEAGUE, Subject: subject }, body.replaceAll('\n', '\r\n'), {
    ...FOUND,
    subject,
    text: body,
  });
}
const stays = (name: string, headers: Record<string, string>, body: string, expected: object) =>
  sample(name, { Subject: 'Fwd: Pakket', ...headers }, body.replaceAll('\n', '\r\n'), { subject: 'Fwd: Pakket', text: body, ...expected });
const GMAIL =
  '---------- Forwarded message ---------\nVan: Piet de Boer <piet@klanten.test>\nDate: ma 2 mrt 2026 om 16:48\nSubject: Pakket\nTo: <info@winkel.test>';
const sanne = { sender: 'sanne@winkel.test', senderName: 'Sanne Visser', replyTo: ['sanne@winkel.test'] };

/** Mail of customers that came by a colleague. */
export const forwards = [
  passedOn(
    'Outlook, Dutch',
    'FW: Pakket',
    'Van: Piet de Boer <piet@klanten.test> \nVerzonden: maandag 2 maart 2026 16:48\nAan: Sanne Visser <sanne@winkel.test>\nOnderwerp: Pakket',
  ),
  passedOn(
    'Outlook, English',
    'FW: Pakket',
    'From: Piet de Boer <piet@klanten.test>\nSent: Monday, March 2, 2026 4:48 PM\nTo: Sanne Visser <sanne@winkel.test>\nSubject: Pakket',
  ),
  passedOn(
    'Outlook of old',
    'FW: Pakket',
    '-----Oorspronkelijk bericht-----\nVan: Piet de Boer [mailto:piet@klanten.test]\nVerzonden: maandag 2 maart 2026 16:48\nAan: Sanne\nOnderwerp: Pakket',
  ),
  passedOn('Gmail, Dutch', 'Fwd: Pakket', GMAIL),
  passedOn('Gmail, the words of the product in Dutch', 'Fwd: Pakket', GMAIL.replace('Forwarded message', 'Doorgestuurd bericht')),
  passedOn(
    'Apple, Dutch',
    'Fwd: Pakket',
    'Begin doorgestuurd bericht:\n\nVan: Piet de Boer <piet@klanten.test>\nOnderwerp: Pakket\nDatum: 2 maart 2026 om 16:48:00 CET\nAan: info@winkel.test',
  ),
  passedOn(
    'Thunderbird, Dutch',
    'Fwd: Pakket',
    '-------- Doorgestuurd bericht --------\nOnderwerp: Pakket\nDatum: Mon, 2 Mar 2026 16:48:00 +0100\nVan: Piet de Boer <piet@klanten.test>\nAan: info@winkel.test',
  ),
  passedOn(
    'Doorgestuurd:',
    'Doorgestuurd: Pakket',
    'Van: "Piet de Boer" <piet@klanten.test>\nDatum: 2-3-2026\nAan: info@winkel.test\nOnderwerp: Pakket',
  ),
  sample(
    'passed on: in HTML (Gmail)',
    { ...COLLEAGUE, Subject: 'Fwd: Pakket', 'Content-Type': 'text/html; charset=utf-8' },
    '<div>Pak op<br><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Van: <strong>Piet de Boer</strong> &lt;<a href="mailto:piet@klanten.test">piet@klanten.test</a>&gt;<br>Date: ma 2 mrt 2026<br>Subject: Pakket<br></div>Hallo</div></div>',
    {
      ...FOUND,
      subject: 'Fwd: Pakket',
      text: 'Pak op\n---------- Forwarded message ---------\nVan: Piet de Boer <piet@klanten.test>\nDate: ma 2 mrt 2026\nSubject: Pakket\nHallo',
    },
  ),
  compound(
    'passed on: as a file',
    'mixed',
    [text(''), text('From: Piet de Boer <piet@klanten.test>\r\nSubject: Pakket\r\n\r\nHallo', 'message/rfc822')],
    {
      ...FOUND,
      subject: 'Fwd: Pakket',
      text: '',
      files: [
        {
          name: 'attachment-1.eml',
          type: 'message/rfc822',
          contents: 'From: Piet de Boer <piet@klanten.test>\nSubject: Pakket\n\nHallo\n',
        },
      ],
    },
    { ...COLLEAGUE, Subject: 'Fwd: Pakket' },
  ),
  stays(
    'passed on by a customer, whose question it is',
    {},
    GMAIL.replace('Piet de Boer <piet@klanten.test>', 'Bezorger <info@bezorger.test>'),
    {},
  ),
  stays('our own mail, passed on by a colleague', COLLEAGUE, GMAIL.replace('piet@klanten.test', 'info@winkel.test'), sanne),
  stays('passed on, but nobody says whose it was', COLLEAGUE, 'Zie hieronder.\n\nMijn pakket is er nog niet.', sanne),
];
