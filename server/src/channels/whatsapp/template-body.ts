import type { OutgoingTemplate } from '../../modules/tickets/public.ts';

type Json = Record<string, unknown>;

/** A template as Meta wants it sent. @param mediaId of the file that stands above it */
export function templateBody({ name, language, header, values }: OutgoingTemplate, media?: { id: string; filename?: string }): Json {
  const of = (part: string) => values.filter((value) => value.part === part);
  const components: Json[] = [];
  if (media && header) components.push({ type: 'header', parameters: [{ type: header, [header]: media }] });
  else if (of('header').length > 0) components.push({ type: 'header', parameters: of('header').map(textParameter) });
  if (of('body').length > 0) components.push({ type: 'body', parameters: of('body').map(textParameter) });
  for (const { kind, index, text } of of('button')) {
    const parameter = kind === 'copy_code' ? { type: 'coupon_code', coupon_code: text } : { type: 'text', text };
    components.push({ type: 'button', sub_type: kind, index: String(index), parameters: [parameter] });
  }
  return { name, language: { code: language }, ...(components.length > 0 ? { components } : {}) };
}

/** Gaps have numbers, or names. */
function textParameter({ name, text }: OutgoingTemplate['values'][number]): Json {
  return /^\d+$/.test(name) ? { type: 'text', text } : { type: 'text', parameter_name: name, text };
}
