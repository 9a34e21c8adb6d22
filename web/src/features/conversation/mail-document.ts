/** Makes a page of a stranger's mail that can load nothing, run nothing and reach nothing. */

export interface MailLook {
  /** Remote pictures were asked for. */
  readonly images: boolean;
  /** The console is dark, and the mail brings no colours of its own: it takes ours. */
  readonly dark: boolean;
}

export function mailDocument(html: string, { images, dark }: MailLook): string {
  const pictures = images ? "'self' data: https:" : "'self' data:";
  const policy = `default-src 'none'; img-src ${pictures}; style-src 'unsafe-inline'`;
  return `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="${dark ? 'dark' : 'light'}">
<style>${style(dark)}</style></head><body>${images ? withImages(html) : html}</body></html>`;
}

const style = (dark: boolean) => `
html{overflow-x:auto;overflow-y:hidden;background:transparent}
body{margin:0;display:flow-root;font:14px/1.5 Inter,ui-sans-serif,system-ui,sans-serif;color:${dark ? '#e8eaee' : '#1b1e24'};overflow-wrap:anywhere}
a{color:${dark ? '#8dabec' : '#2f5bd0'}}
img{max-width:100%;height:auto}
img[data-remote-src]:not([src]){min-width:0;border-radius:4px;background:${dark ? '#2a2e36' : '#eff0f2'}}
table{max-width:100%}pre{white-space:pre-wrap}
blockquote{margin:8px 0;padding-left:12px;border-left:2px solid ${dark ? '#474d58' : '#d0d3d8'};color:${dark ? '#b9bec7' : '#4d535d'}}
p{margin:0 0 8px}body>:last-child{margin-bottom:0}`;

/** Puts back the addresses that the server took out of reach. Nothing but web addresses ever comes back. */
function withImages(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const picture of page.querySelectorAll('img[data-remote-src]')) {
    const address = picture.getAttribute('data-remote-src') ?? '';
    if (/^https?:\/\//i.test(address)) picture.setAttribute('src', address.replace(/^http:/i, 'https:'));
    picture.removeAttribute('data-remote-src');
  }
  return page.body.innerHTML;
}

const COLOURED = /\b(bgcolor|background(-color)?\s*[:=]|color\s*[:=])/i;

/** A mail that paints itself was designed for white paper, and gets it. */
export function bringsColours(html: string): boolean {
  return COLOURED.test(html);
}
