/** How mail programs turn what people type into HTML, each in its own way. */

export interface Quoted {
  /** "Op ma 3 nov 2025 om 10:12 schreef …:" */
  readonly heading: string;
  readonly text: string;
}

type Program = (paragraphs: readonly string[], quoted: Quoted | undefined) => string;

const gmail: Program = (paragraphs, quoted) =>
  `<div dir="ltr">${paragraphs.map((paragraph) => `<div>${paragraph}</div>`).join('<div><br></div>')}</div>${
    quoted
      ? `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(quoted.heading)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${broken(quoted.text)}</blockquote></div>`
      : ''
  }`;

const outlook: Program = (paragraphs, quoted) =>
  `<html><head><style>p.MsoNormal{margin:0cm;font-size:11.0pt;font-family:"Calibri",sans-serif;}</style></head><body lang="NL"><div class="WordSection1">${paragraphs
    .map((paragraph) => `<p class="MsoNormal">${paragraph}</p><p class="MsoNormal">&nbsp;</p>`)
    .join('')}${
    quoted
      ? `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>${escaped(quoted.heading)}</b></p></div><p class="MsoNormal">${broken(quoted.text)}</p>`
      : ''
  }</div></body></html>`;

const apple: Program = (paragraphs, quoted) =>
  `<html><body style="overflow-wrap: break-word;">${paragraphs.join('<div><br></div>')}${
    quoted
      ? `<div><br><blockquote type="cite"><div>${escaped(quoted.heading)}</div><br><div>${broken(quoted.text)}</div></blockquote></div>`
      : ''
  }</body></html>`;

const PROGRAMS = [gmail, gmail, outlook, apple];

/** @param style any number; tells which program it is */
export function htmlMail(text: string, quoted: Quoted | undefined, style: number): string {
  const paragraphs = text.split('\n\n').map(broken);
  return (PROGRAMS[style % PROGRAMS.length] ?? gmail)(paragraphs, quoted);
}

/** What a marketplace sends: a letter in a table, with pictures on its own servers. */
export function marketplaceMail(text: string): string {
  const rows = text
    .split('\n')
    .map((line) => `<tr><td style="padding:4px 24px;font-family:Arial,sans-serif;font-size:14px">${escaped(line) || '&nbsp;'}</td></tr>`);
  return `<table width="600" align="center" style="border:1px solid #dddddd;background:#ffffff"><tr><td style="background:#0b3d91;padding:16px"><img src="https://beeld.megamarkt.example/logo.png" alt="MegaMarkt" width="140" height="32"></td></tr>${rows.join('')}<tr><td style="padding:16px 24px;font-size:11px;color:#666666">MegaMarkt Partnerplatform. <a href="https://partner.megamarkt.example/vragen">Naar mijn vragen</a><img src="https://tel.megamarkt.example/open.gif" width="1" height="1" alt=""></td></tr></table>`;
}

/** A company's logo under its mail, sent along and named by its content id. */
export const withLogo = (html: string): string =>
  html.replace(/(?=<\/body>|$)/, '<p><img src="cid:logo@bedrijf" width="120" height="90" alt="logo"></p>');

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const broken = (text: string): string => escaped(text).replaceAll('\n', '<br>');
