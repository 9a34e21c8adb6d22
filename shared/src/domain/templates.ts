import type { TemplateContent } from '../contracts/templates.ts';

/** A gap in a template that is filled in before it is sent. */
export interface TemplateVariable {
  /** `header:1`, `body:first_name`, `button0:1`. */
  readonly key: string;
  readonly part: 'header' | 'body' | 'button';
  /** Of a button: which one. */
  readonly index: number;
  /** As it stands between the braces. */
  readonly name: string;
  readonly example: string;
}

const GAP = /\{\{\s*([\w.-]+)\s*\}\}/g;
/** What providers take of a filled-in text. */
const MAX_BODY = 1_024;
const MAX_HEADER = 60;

/** In the order of reading, each once. */
export function templateVariables({ header, body, buttons, examples }: TemplateContent): TemplateVariable[] {
  const found = [
    ...gapsOf(header?.text ?? '').map((name) => ({ part: 'header' as const, index: 0, name })),
    ...gapsOf(body).map((name) => ({ part: 'body' as const, index: 0, name })),
    ...buttons.flatMap(({ kind, value }, index) =>
      (kind === 'copy_code' ? ['code'] : gapsOf(value ?? '')).map((name) => ({
        part: 'button' as const,
        index,
        name,
      })),
    ),
  ];
  return found.map((variable) => ({ ...variable, key: variableKey(variable), example: examples[variableKey(variable)] ?? '' }));
}

/** By what the value of a gap is known. */
export function variableKey({ part, index, name }: { readonly part: string; readonly index: number; readonly name: string }): string {
  return `${part === 'button' ? `button${index}` : part}:${name}`;
}

/** As the customer will see it; what is not filled in yet stays as its gap. */
export function filledTemplate(content: TemplateContent, given: Readonly<Record<string, string>>): TemplateContent {
  const values = cleanValues(given);
  const fill = (text: string, part: string) =>
    text.replace(GAP, (gap, name: string) => (values[`${part}:${name}`] ? (values[`${part}:${name}`] ?? '') : gap));
  return {
    ...content,
    header: content.header && { ...content.header, text: fill(content.header.text, 'header') },
    body: fill(content.body, 'body'),
    buttons: content.buttons.map((button, index) => ({
      ...button,
      value: button.kind === 'copy_code' ? (values[`button${index}:code`] ?? null) : button.value && fill(button.value, `button${index}`),
    })),
  };
}

/** The whole of it in plain words, as it stands in the conversation. */
export function templateText(content: TemplateContent, values: Readonly<Record<string, string>>): string {
  const { header, body, footer, buttons } = filledTemplate(content, values);
  const labels = buttons.map(({ kind, text, value }) => `[${text}${kind === 'url' && value ? `: ${value}` : ''}]`).join(' ');
  return [header?.text ?? '', body, footer ?? '', labels].filter((part) => part !== '').join('\n\n');
}

export type TemplateFault = { readonly fault: 'missing'; readonly key: string } | { readonly fault: 'too-long' };

/** What keeps it from being sent; undefined when nothing does. */
export function templateFault(content: TemplateContent, given: Readonly<Record<string, string>>): TemplateFault | undefined {
  const values = cleanValues(given);
  const missing = templateVariables(content).find(({ key }) => !values[key]);
  if (missing) return { fault: 'missing', key: missing.key };
  const { header, body } = filledTemplate(content, values);
  if (body.length > MAX_BODY || (header?.kind === 'text' && header.text.length > MAX_HEADER)) return { fault: 'too-long' };
  return undefined;
}

/** Providers take no new lines in what is filled in. */
export function cleanValues(given: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value.replace(/\s+/g, ' ').trim()]));
}

function gapsOf(text: string): string[] {
  return [...new Set([...text.matchAll(GAP)].map(([, name = '']) => name))];
}
