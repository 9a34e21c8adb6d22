import type { Locale } from '@balie/shared/contracts/common.ts';
import { spoken } from './lib/language.ts';

/** What the snippet says: `<script async src="https://balie.example/widget.js" data-key="…"></script>`. */
export interface Tag {
  /** Where Balie is: where the script comes from. */
  readonly origin: string;
  readonly key: string;
  /** `data-language`, else of the page, else of the browser; undefined when it is neither Dutch nor English. */
  readonly language: Locale | undefined;
  /** `data-side="left"` puts the button in the other corner. */
  readonly side: 'left' | 'right';
}

/** @returns undefined without a key */
export function readTag(): Tag | undefined {
  const current = document.currentScript;
  const script =
    current instanceof HTMLScriptElement ? current : document.querySelector<HTMLScriptElement>('script[src*="widget.js"][data-key]');
  const { key, language, side } = script?.dataset ?? {};
  if (!script || !key) return undefined;
  return {
    origin: new URL(script.src).origin,
    key,
    language: spoken([language, document.documentElement.lang, ...navigator.languages]),
    side: side === 'left' ? 'left' : 'right',
  };
}
