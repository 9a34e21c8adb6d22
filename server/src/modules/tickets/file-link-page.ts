import type { Locale } from '@balie/shared/contracts/common.ts';

const WORDS = {
  nl: {
    title: (shop: string) => `Bestand van ${shop}`,
    from: (shop: string) => `${shop} stuurt je een bestand.`,
    until: (date: string) => `Te downloaden tot en met ${date}.`,
    download: 'Downloaden',
    gone: 'Dit bestand is hier niet meer te downloaden',
    goneText: 'De link is verlopen of ingetrokken. Vraag de winkel om het bestand nog eens te sturen.',
    later: 'Nog even geduld',
    laterText: 'Dit bestand kan nu niet worden opgehaald. Probeer het over een paar minuten opnieuw.',
  },
  en: {
    title: (shop: string) => `File from ${shop}`,
    from: (shop: string) => `${shop} sends you a file.`,
    until: (date: string) => `Available until ${date}.`,
    download: 'Download',
    gone: 'This file can no longer be downloaded here',
    goneText: 'The link has expired or was withdrawn. Ask the shop to send the file again.',
    later: 'One moment',
    laterText: 'This file cannot be fetched right now. Try again in a few minutes.',
  },
} as const;

/** Nothing of the product, nothing from elsewhere: a stranger's browser shows it. Light and dark as the browser likes. */
const STYLE = `
:root{color-scheme:light dark;--text:#1b1f24;--soft:#5a636d;--line:#dfe3e8;--back:#f6f7f9;--card:#fff;--accent:#2f5bd7;--on:#fff}
@media(prefers-color-scheme:dark){:root{--text:#eceef1;--soft:#a6afba;--line:#33393f;--back:#15181b;--card:#1e2226;--accent:#8fb0ff;--on:#10182c}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--back);color:var(--text);
font:16px/1.5 -apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{width:100%;max-width:420px;padding:32px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 20px;font-size:17px;font-weight:600;overflow-wrap:anywhere}p{margin:0;overflow-wrap:anywhere}.soft{margin-top:4px;color:var(--soft);font-size:14px}
.name{font-weight:500}a{display:block;margin-top:24px;padding:11px 16px;border-radius:8px;background:var(--accent);color:var(--on);font-weight:500;
text-align:center;text-decoration:none}a:focus-visible{outline:2px solid var(--text);outline-offset:2px}`;

/** The page behind a link: whose file, which, until when, and a button. */
export function filePage(
  locale: Locale,
  file: { shopName: string; name: string; sizeBytes: number; expiresAt: Date },
  href: string,
): string {
  const words = WORDS[locale];
  return page(
    locale,
    words.title(file.shopName),
    `<h1>${escaped(words.from(file.shopName))}</h1>
<p class="name">${escaped(file.name)}</p>
<p class="soft">${escaped(sizeInWords(file.sizeBytes, locale))}. ${escaped(words.until(dateInWords(file.expiresAt, locale)))}</p>
<a href="${escaped(href)}" download rel="nofollow">${escaped(words.download)}</a>`,
  );
}

/** The same page where there is nothing to fetch. */
export function noFilePage(locale: Locale, why: 'gone' | 'later'): string {
  const words = WORDS[locale];
  return page(locale, words[why], `<h1>${escaped(words[why])}</h1>\n<p>${escaped(words[`${why}Text`])}</p>`);
}

/** Of what a browser says it reads, the first we write; Dutch for everyone else. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const wanted = (acceptLanguage ?? '').slice(0, 500).split(',');
  const known = wanted.map((part) => part.trim().slice(0, 2).toLowerCase()).find((language) => language === 'nl' || language === 'en');
  return known === 'en' ? 'en' : 'nl';
}

/** `12,4 MB`. */
export function sizeInWords(bytes: number, locale: Locale): string {
  const megabytes = bytes / 1_000_000;
  const digits = { maximumFractionDigits: megabytes < 10 ? 1 : 0 };
  return `${new Intl.NumberFormat(locale === 'en' ? 'en-GB' : 'nl-NL', digits).format(Math.max(0.1, megabytes))} MB`;
}

/** `3 maart 2026`, in the time of the shops. */
export function dateInWords(at: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'nl-NL', { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(at);
}

function page(locale: Locale, title: string, contents: string): string {
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>${contents}</main></body></html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
