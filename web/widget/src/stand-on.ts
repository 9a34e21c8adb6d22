import type { Locale } from '@balie/shared/contracts/common.ts';
import { inkOn, readableOn, validColour } from './lib/colour.ts';
import base from './styles/base.css?inline';
import composer from './styles/composer.css?inline';
import forms from './styles/forms.css?inline';
import launcher from './styles/launcher.css?inline';
import messages from './styles/messages.css?inline';
import panel from './styles/panel.css?inline';

/** Grounds of `base.css` on which the shop's colour is written. */
const LIGHT_GROUND = '#ffffff';
const DARK_GROUND = '#17191d';

/**
 * Puts the widget's element on the page, closed off from it both ways: the page's styles do not get in, ours not out. The
 * styles are constructed, which no content security policy forbids. Keys pressed in the chat are not the page's.
 * @returns what to render into
 */
export function standOn(page: Document, colour: string, side: 'left' | 'right', language: Locale): HTMLElement {
  const host = page.createElement('balie-chat');
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [base, launcher, panel, messages, composer, forms, coloursOf(colour)].map((css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  });
  const root = page.createElement('div');
  root.className = `root ${side}`;
  root.lang = language;
  shadow.append(root);
  for (const event of ['keydown', 'keyup', 'keypress', 'paste', 'copy', 'cut', 'beforeinput', 'input', 'change', 'submit']) {
    root.addEventListener(event, (pressed) => pressed.stopPropagation());
  }
  page.body.append(host);
  return root;
}

function coloursOf(colour: string): string {
  const brand = validColour(colour);
  return `.root{--brand:${brand};--on-brand:${inkOn(brand)};--accent:${readableOn(LIGHT_GROUND, brand)}}
@media (prefers-color-scheme:dark){.root{--accent:${readableOn(DARK_GROUND, brand)}}}`;
}
