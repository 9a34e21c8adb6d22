import { type CorpusMail, sample } from './corpus-mail.ts';

const NEW = 'Beste,\n\nDank, maar mijn pakket is er nog niet.\n\nGroet,\nJan';
const OLD = 'Beste Jan,\n\nUw pakket is onderweg.\n\nMet vriendelijke groet,\nDe winkel';
const QUOTED = OLD.replace(/^/gm, '> ');

/** @param history what a program puts below the answer @param own more of the answer than the usual words */
function answer(program: string, history: string, own = ''): CorpusMail {
  const text = `${NEW}${own}\n\n${history}\n`;
  return sample(`answer in text: ${program}`, { Subject: 'Re: Pakket' }, text.replaceAll('\n', '\r\n'), {
    subject: 'Re: Pakket',
    text: `${NEW}${own}`,
    fullText: text.trim(),
  });
}
/** Nothing is taken away. */
const whole = (name: string, text: string) => sample(name, {}, text.replaceAll('\n', '\r\n'), { text });
const LINE = '_'.repeat(32);

/** Answers as mail programs write them in plain text, and words that only look like a quotation. */
export const repliesInText = [
  answer('Gmail, Dutch', `Op ma 2 mrt 2026 om 16:48 schreef Winkel <info@winkel.test>:\n\n${QUOTED}`),
  answer(
    'Gmail, Dutch, the line broken',
    `Op ma 2 mrt 2026 om 16:48 schreef Klantenservice Grote Winkel <\ninfo@winkel.test>:\n\n${QUOTED}`,
  ),
  answer('Gmail, Dutch, our reply address', `Op ma 2 mrt 2026 om 16:48 schreef Winkel <info+t_ab3de7gh2k@winkel.test>:\n\n${QUOTED}`),
  answer('Gmail, English', `On Mon, Mar 2, 2026 at 4:48 PM Winkel <info@winkel.test> wrote:\n\n${QUOTED}`),
  answer(
    'Apple, Dutch',
    `Op 2 mrt. 2026 om 16:48 heeft Winkel <info@winkel.test> het volgende geschreven:\n\n${QUOTED}`,
    '\n\nVerstuurd vanaf mijn iPhone',
  ),
  answer(
    'Apple, Dutch, the introduction quoted',
    `> Op 2 mrt 2026 om 16:48 heeft Winkel <info@winkel.test> het volgende geschreven:\n> \n${QUOTED}`,
  ),
  answer('Apple, English', `> On 2 Mar 2026, at 16:48, Winkel <info@winkel.test> wrote:\n> \n${QUOTED}`, '\n\nSent from my iPhone'),
  answer('Thunderbird, Dutch', `Op 2-3-2026 om 16:48 schreef Winkel:\n${QUOTED}`),
  answer('Thunderbird, English', `On 3/2/26 16:48, Winkel wrote:\n${QUOTED}`),
  answer(
    'Outlook, Dutch',
    `Van: Winkel <info@winkel.test> \nVerzonden: maandag 2 maart 2026 16:48\nAan: Jan <jan@klant.test>\nOnderwerp: Re: Pakket\n\n${OLD}`,
  ),
  answer(
    'Outlook, Dutch, no address',
    `Van: Winkel\nVerzonden: maandag 2 maart 2026 16:48\nAan: Jan Jansen\nOnderwerp: Re: Pakket\n\n${OLD}`,
  ),
  answer(
    'Outlook, English',
    `From: Winkel <info@winkel.test>\nSent: Monday, March 2, 2026 4:48 PM\nTo: Jan <jan@klant.test>\nSubject: Re: Pakket\n\n${OLD}`,
  ),
  answer(
    'Outlook on the web, Dutch',
    `${LINE}\nVan: Winkel <info@winkel.test>\nVerzonden: maandag 2 maart 2026 16:48\nAan: Jan <jan@klant.test>\nOnderwerp: Re: Pakket\n\n${OLD}`,
  ),
  answer(
    'Outlook for iOS, Dutch',
    `${LINE}\nVan: Winkel <info@winkel.test>\nVerzonden: Monday, March 2, 2026 4:48:00 PM\nAan: jan@klant.test <jan@klant.test>\nOnderwerp: Re: Pakket\n\n${OLD}`,
    '\n\nOutlook voor iOS downloaden',
  ),
  answer(
    'Outlook of old',
    `-----Oorspronkelijk bericht-----\nVan: Winkel [mailto:info@winkel.test]\nVerzonden: maandag 2 maart 2026 16:48\nAan: Jan\nOnderwerp: Pakket\n\n${OLD}`,
  ),
  answer(
    'Samsung, Dutch',
    `-------- Oorspronkelijk bericht --------\nVan: Winkel <info@winkel.test>\nDatum: 02-03-2026 16:48 (GMT+01:00)\nAan: jan@klant.test\nOnderwerp: Re: Pakket\n\n${OLD}`,
    '\n\nVerzonden vanaf mijn Galaxy',
  ),
  answer(
    'Samsung, English',
    `-------- Original message --------\nFrom: Winkel <info@winkel.test>\nDate: 02/03/2026 16:48 (GMT+01:00)\nTo: jan@klant.test\nSubject: Re: Pakket\n\n${OLD}`,
    '\n\nSent from my Galaxy',
  ),
  answer(
    'KPN and Ziggo webmail',
    `----- Oorspronkelijk bericht -----\nVan: "Winkel" <info@winkel.test>\nAan: "Jan" <jan@klant.test>\nVerzonden: Maandag 2 maart 2026 16:48:11\nOnderwerp: Re: Pakket\n\n${OLD}`,
  ),
  answer('KPN webmail, written by', `Winkel <info@winkel.test> schreef op 2-3-2026 16:48:\n${QUOTED}`),
  answer('Ziggo webmail (Open-Xchange)', `> Op 02-03-2026 16:48 CET schreef Winkel <info@winkel.test>:\n> \n> \n${QUOTED}`),
  answer('Yahoo, Dutch', `    Op maandag 2 maart 2026 om 16:48:11 CET schreef Winkel <info@winkel.test>:  \n \n ${OLD}`),
  answer('Yahoo, English', `    On Monday, March 2, 2026 at 04:48:11 PM GMT+1, Winkel <info@winkel.test> wrote:  \n \n ${OLD}`),
  whole(
    'prose that begins like an attribution',
    'Beste,\n\nOp woensdag om 12:00 schreef ik jullie ook al over mijn pakket, en het antwoord was:\nniets.',
  ),
  whole('prose that begins like a header', 'Beste,\n\nVan: maandag <tot> dinsdag ben ik thuis.\nDaarna niet.'),
  whole('a first mail with a route in it', 'Hallo,\n\nVan: Amsterdam\nDatum: 3 mei\nAan: Groningen\n\nIs dit mogelijk?'),
  whole(
    'a first mail of a form',
    'Er is een bericht via uw website.\n\nVan: Piet de Boer <piet@klanten.test>\nDatum: 3 mei 2026\nOnderwerp: Bestelling\nBericht: Waar blijft mijn pakket?',
  ),
  ...[
    { Subject: 'Pakket', 'In-Reply-To': '<c1@winkel.test>' },
    { Subject: 'Pakket', References: '<c1@winkel.test>' },
    { Subject: 'Antw: Pakket' },
    { Subject: 'AW: Pakket' },
    { Subject: '[lijst] RE[2]: Pakket' },
    { Subject: 'Pakket [#10453]' },
  ].map((headers) => {
    const body = 'Nog niet\n\nVan: Winkel\nDatum: 2 maart 2026\nAan: Jan\n\nUw pakket';
    const thread = {
      references: headers.Subject === 'Pakket' ? ['c1@winkel.test'] : [],
      subjectNumber: /#/.test(headers.Subject) ? 10_453 : null,
    };
    const expected = { ...thread, subject: headers.Subject, text: 'Nog niet', fullText: body };
    return sample(`an answer by ${JSON.stringify(headers)}`, headers, body.replaceAll('\n', '\r\n'), expected);
  }),
  whole('nothing but a quotation', '> Uw pakket is onderweg.\n> Groet'),
  sample('answers between the lines', {}, 'Op 2-3-2026 om 16:48 schreef Winkel:\r\n> Welke maat?\r\nM\r\n> Welke kleur?\r\nBlauw', {
    text: 'M\nBlauw',
    fullText: 'Op 2-3-2026 om 16:48 schreef Winkel:\n> Welke maat?\nM\n> Welke kleur?\nBlauw',
  }),
  sample(
    'answers between the lines, the end of the quotation below them',
    { Subject: 'Re: Pakket' },
    'Zie onder\r\n\r\nOp 2-3-2026 om 16:48 schreef Winkel:\r\n\r\n> Welke maat?\r\n\r\nM\r\n\r\n> Welke kleur?\r\n\r\nBlauw\r\n\r\n> Groet\r\n> Winkel',
    {
      subject: 'Re: Pakket',
      text: 'Zie onder\nM\nBlauw',
      fullText: 'Zie onder\nOp 2-3-2026 om 16:48 schreef Winkel:\n> Welke maat?\nM\n> Welke kleur?\nBlauw\n> Groet\n> Winkel',
    },
  ),
  sample(
    'answers between the lines without an introduction',
    { Subject: 'Re: Pakket' },
    '> Welke maat?\r\n\r\nM\r\n\r\n> Welke kleur?\r\n\r\nBlauw\r\n\r\n> Groet',
    { subject: 'Re: Pakket', text: 'M\nBlauw', fullText: '> Welke maat?\nM\n> Welke kleur?\nBlauw\n> Groet' },
  ),
  answer(
    'whose quoted lines a server broke',
    `Op 2-3-2026 om 16:48 schreef Winkel:\n> Beste Jan, uw pakket is gisteren bij de vervoerder ingeleverd en\nonderweg.\n> Groet`,
  ),
];
