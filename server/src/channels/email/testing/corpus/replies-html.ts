import { type CorpusMail, sample } from './corpus-mail.ts';

const OLD = '<p>Beste Jan,</p><p>Uw pakket is OUD.</p>';

/** @param history all that stands below the answer, as text */
function answer(program: string, body: string, history: string, own = 'Nog niet binnen.'): CorpusMail {
  return sample(
    `answer in HTML: ${program}`,
    { Subject: 'Re: Pakket', 'Content-Type': 'text/html; charset=utf-8' },
    `<html><body>${body}</body></html>`,
    {
      subject: 'Re: Pakket',
      text: own,
      fullText: `${own}\n${history}`,
    },
  );
}
const OUTLOOK = (border: string, [from, sent, to, subject]: readonly string[]) =>
  `<div class="WordSection1"><p class="MsoNormal">Nog niet binnen.</p><div><div style="border:none;border-top:solid ${border} 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>${from}:</b> Winkel<br><b>${sent}:</b> maandag 2 maart 2026 16:48<br><b>${to}:</b> Jan<br><b>${subject}:</b> Re: Pakket</p></div></div>${OLD}</div>`;
const header = ([from, sent, to, subject]: readonly string[], who = 'Winkel') =>
  `${from}: ${who}\n${sent}: maandag 2 maart 2026 16:48\n${to}: Jan\n${subject}: Re: Pakket\n`;
const NL = ['Van', 'Verzonden', 'Aan', 'Onderwerp'];
const EN = ['From', 'Sent', 'To', 'Subject'];
const GMAIL_NL = 'Op ma 2 mrt 2026 om 16:48 schreef Winkel &lt;info@winkel.test&gt;:';
const shown = (source: string) => source.replace('&lt;', '<').replace('&gt;', '>');

const GMAIL_ATTR = `<div dir="ltr" class="gmail_attr">${GMAIL_NL}<br></div>`;
const YAHOO_NL = 'Op maandag 2 maart 2026 om 16:48:11 CET schreef Winkel &lt;info@winkel.test&gt;:';

/** Between the lines, where the other mail is split. @param shownWhole the whole as text */
function between(program: string, body: string, own: string, shownWhole: string): CorpusMail {
  return sample(
    `answers between the lines in HTML: ${program}`,
    { Subject: 'Re: Pakket', 'In-Reply-To': '<c1@winkel.test>', 'Content-Type': 'text/html; charset=utf-8' },
    `<html><body>${body}</body></html>`,
    { subject: 'Re: Pakket', references: ['c1@winkel.test'], text: own, fullText: shownWhole },
  );
}
const quote = (words: string) => `<blockquote class="gmail_quote" style="margin:0 0 0 0.8ex">${words}</blockquote>`;
const ANSWERS = 'Zie hieronder\nMaat M graag\nDorpsstraat 1';
const BETWEEN = `Zie hieronder\n${shown(GMAIL_NL)}\n> Welke maat?\nMaat M graag\n> Welk adres?\nDorpsstraat 1`;
const split = (open: string, close: string) =>
  `${open}Welke maat?${close}<div>Maat M graag</div>${open}Welk adres?${close}<div>Dorpsstraat 1</div>`;

const PLAIN = 'Beste Jan,\n\nUw pakket is OUD.';
const QUOTED = '> Beste Jan,\n> \n> Uw pakket is OUD.';
/** Answers as mail programs write them in HTML: their marks first, then the lines that introduce a quotation. */
export const repliesInHtml = [
  answer(
    'Gmail, Dutch',
    `<div dir="ltr">Nog niet binnen.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${GMAIL_NL}<br></div><blockquote class="gmail_quote">${OLD}</blockquote></div>`,
    `${shown(GMAIL_NL)}\n\n${QUOTED}`,
  ),
  answer(
    'Gmail whose marks somebody took away',
    `<div>Nog niet binnen.</div><div>${GMAIL_NL}</div><blockquote>${OLD}</blockquote>`,
    `${shown(GMAIL_NL)}\n\n${QUOTED}`,
  ),
  answer('Outlook on Windows, Dutch', OUTLOOK('#E1E1E1', NL), `${header(NL)}${PLAIN}`),
  answer('Outlook on Windows, English', OUTLOOK('#E1E1E1', EN), `${header(EN)}${PLAIN}`),
  answer('Outlook of old', OUTLOOK('#B5C4DF', NL), `${header(NL)}${PLAIN}`),
  answer('Outlook with a line of another colour', OUTLOOK('#ABCDEF', NL), `${header(NL)}${PLAIN}`),
  answer(
    'Outlook on the web',
    `<div>Nog niet binnen.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Van:</b> Winkel<br><b>Verzonden:</b> maandag 2 maart 2026 16:48<br><b>Aan:</b> Jan<br><b>Onderwerp:</b> Re: Pakket</div>${OLD}`,
    `${'-'.repeat(40)}\n${header(NL)}${PLAIN}`,
  ),
  answer(
    'Outlook for iOS and Android',
    `<div>Nog niet binnen.</div><div class="ms-outlook-mobile-reference-message"><b>Van:</b> Winkel<br><b>Verzonden:</b> maandag 2 maart 2026 16:48<br><b>Aan:</b> Jan<br><b>Onderwerp:</b> Re: Pakket</div>${OLD}`,
    `${header(NL)}${PLAIN}`,
  ),
  answer(
    'Apple, Dutch',
    `Nog niet binnen.<div><br><blockquote type="cite"><div>Op 2 mrt 2026 om 16:48 heeft Winkel het volgende geschreven:</div>${OLD}</blockquote></div>`,
    `> Op 2 mrt 2026 om 16:48 heeft Winkel het volgende geschreven:\n${QUOTED}`,
  ),
  answer(
    'Thunderbird, Dutch',
    `<p>Nog niet binnen.</p><div class="moz-cite-prefix">Op 2-3-2026 om 16:48 schreef Winkel:</div><blockquote type="cite" cite="mid:x">${OLD}</blockquote>`,
    `Op 2-3-2026 om 16:48 schreef Winkel:\n${QUOTED}`,
  ),
  answer(
    'Yahoo',
    `<div>Nog niet binnen.</div><div class="ydp1yahoo_quoted yahoo_quoted"><div>Op maandag 2 maart 2026 schreef Winkel:</div><div>${OLD}</div></div>`,
    `Op maandag 2 maart 2026 schreef Winkel:\n${PLAIN}`,
  ),
  answer(
    'Samsung',
    `<div>Nog niet binnen.</div><div>-------- Oorspronkelijk bericht --------</div><div>Van: Winkel</div><div>Datum: 02-03-2026 16:48</div><div>Aan: Jan</div>${OLD}`,
    `-------- Oorspronkelijk bericht --------\nVan: Winkel\nDatum: 02-03-2026 16:48\nAan: Jan\n${PLAIN}`,
  ),
  answer(
    'Ziggo webmail (Open-Xchange)',
    `<p>Nog niet binnen.</p><blockquote type="cite"><div>Op 02-03-2026 16:48 CET schreef Winkel:</div>${OLD}</blockquote>`,
    `> Op 02-03-2026 16:48 CET schreef Winkel:\n${QUOTED}`,
  ),
  answer(
    'KPN webmail',
    `<p>Nog niet binnen.</p><p>----- Oorspronkelijk bericht -----</p><p>Van: Winkel<br>Verzonden: maandag 2 maart 2026 16:48<br>Aan: Jan<br>Onderwerp: Re: Pakket</p>${OLD}`,
    `----- Oorspronkelijk bericht -----\n${header(NL)}${PLAIN}`,
  ),
  answer(
    'Outlook on the web, English',
    `<div class="elementToProof">Nog niet binnen.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>From:</b> Winkel<br><b>Sent:</b> maandag 2 maart 2026 16:48<br><b>To:</b> Jan<br><b>Subject:</b> Re: Pakket</font></div>${OLD}`,
    `${'-'.repeat(40)}\n${header(EN)}${PLAIN}`,
  ),
  answer(
    'Samsung, English',
    `<div dir="auto">Nog niet binnen.</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">Sent from my Galaxy</div><div dir="auto"><br></div><div><!-- originalMessage --><div style="font-size:100%">-------- Original message --------</div><div>From: Winkel &lt;info@winkel.test&gt; </div><div>Date: 02/03/2026  16:48  (GMT+01:00) </div><div>To: jan@klant.test </div><div>Subject: Re: Pakket </div><div><br></div></div>${OLD}`,
    `-------- Original message --------\nFrom: Winkel <info@winkel.test>\nDate: 02/03/2026 16:48 (GMT+01:00)\nTo: jan@klant.test\nSubject: Re: Pakket\n${PLAIN}`,
    'Nog niet binnen.\nSent from my Galaxy',
  ),
  answer(
    'Yahoo, Dutch, the other mail in an element of its own',
    `<div class="ydp8a1yahoo-style-wrap"><div dir="ltr" data-setdir="false">Nog niet binnen.</div><div><br></div></div><div id="ydp2byahoo_quoted_17" class="yahoo_quoted"><div>${YAHOO_NL}</div><div><br></div><div><br></div><div><div id="yiv0123456789">${OLD}<blockquote>Ouder</blockquote></div></div></div>`,
    `${shown(YAHOO_NL)}\n${PLAIN}\n> Ouder`,
  ),
  answer(
    'Gmail of old, its introduction without a mark',
    `<div dir="ltr">Nog niet binnen.</div><div class="gmail_extra"><div class="gmail_quote">2026-03-02 16:48 GMT+01:00 Winkel <span dir="ltr">&lt;info@winkel.test&gt;</span>:<br>${quote(OLD)}</div></div>`,
    `2026-03-02 16:48 GMT+01:00 Winkel <info@winkel.test>:\n${QUOTED}`,
  ),
  between(
    'Gmail',
    `<div>Zie hieronder</div><div class="gmail_quote gmail_quote_container">${GMAIL_ATTR}${split(quote('').replace('</blockquote>', ''), '</blockquote>')}</div>`,
    ANSWERS,
    BETWEEN,
  ),
  between(
    'Gmail, the introduction without a mark',
    `<div>Zie hieronder</div><div class="gmail_quote">${GMAIL_NL}<br>${split('<blockquote>', '</blockquote>')}</div>`,
    ANSWERS,
    BETWEEN,
  ),
  between(
    'whose marks somebody took away',
    `<div>Zie hieronder</div><div>${GMAIL_NL}</div>${split('<blockquote>', '</blockquote>')}`,
    ANSWERS,
    BETWEEN,
  ),
  between(
    'Yahoo, below the other mail',
    `<div>Zie hieronder</div><div class="yahoo_quoted"><div>${YAHOO_NL}</div><div id="yiv0123456789">Welke maat?</div><div>Maat M graag</div></div>`,
    'Zie hieronder\nMaat M graag',
    `Zie hieronder\n${shown(YAHOO_NL)}\nWelke maat?\nMaat M graag`,
  ),
  between(
    'Proton',
    `<div>Zie hieronder</div><div class="protonmail_quote">${GMAIL_NL}<br>${split('<blockquote class="protonmail_quote" type="cite">', '</blockquote>')}</div>`,
    ANSWERS,
    BETWEEN,
  ),
  sample(
    'a first mail in HTML, of a form',
    { 'Content-Type': 'text/html; charset=utf-8' },
    '<p>Er is een bericht.</p><p>Van: Piet<br>Datum: 3 mei<br>Onderwerp: Bestelling<br>Bericht: Waar blijft het?</p>',
    { text: 'Er is een bericht.\nVan: Piet\nDatum: 3 mei\nOnderwerp: Bestelling\nBericht: Waar blijft het?' },
  ),
  sample(
    'a block of words that quotes no mail',
    { 'Content-Type': 'text/html; charset=utf-8' },
    '<p>Op de site staat:</p><blockquote>Morgen in huis</blockquote><p>Klopt dat?</p>',
    { text: 'Op de site staat:\n> Morgen in huis\nKlopt dat?' },
  ),
];
