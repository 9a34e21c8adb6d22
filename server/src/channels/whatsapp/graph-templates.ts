import type { TemplateContent, TemplateStatus } from '@balie/shared/contracts/templates.ts';
import { z } from 'zod';
import type { ProviderTemplate } from '../../modules/tickets/public.ts';

/** Read loosely: one template that Meta describes in a new way must not cost the others. */
const text = z.string().optional().catch(undefined);
const button = z.looseObject({
  type: z.string(),
  text,
  url: text,
  phone_number: text,
  example: z
    .union([z.array(z.string()), z.string()])
    .optional()
    .catch(undefined),
});
const named = z
  .array(z.looseObject({ param_name: z.string(), example: z.string() }))
  .optional()
  .catch(undefined);
const component = z.looseObject({
  type: z.string(),
  format: text,
  text,
  example: z
    .looseObject({
      header_text: z.array(z.string()).optional().catch(undefined),
      header_text_named_params: named,
      body_text: z.array(z.array(z.string())).optional().catch(undefined),
      body_text_named_params: named,
    })
    .optional()
    .catch(undefined),
  buttons: z.array(button).optional().catch(undefined),
});
const template = z.looseObject({
  id: z.coerce.string().min(1),
  name: z.string().min(1),
  language: z.string().min(1),
  status: z.string(),
  category: z.string().default(''),
  rejected_reason: text,
  components: z.array(component),
});
type Component = z.infer<typeof component>;

export const templatePage = z.object({
  data: z.array(z.unknown()),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional()
    .catch(undefined),
});

/** What Meta calls them. Anything else cannot be sent for now: `PENDING`, `IN_APPEAL`, `LIMIT_EXCEEDED`. */
const STATUSES: Readonly<Record<string, TemplateStatus>> = {
  APPROVED: 'approved',
  // Of poor quality so far, and still sent.
  FLAGGED: 'approved',
  REINSTATED: 'approved',
  PAUSED: 'paused',
  REJECTED: 'rejected',
  DISABLED: 'disabled',
  DELETED: 'disabled',
  PENDING_DELETION: 'disabled',
};
const HEADERS: ReadonlySet<string> = new Set(['text', 'image', 'video', 'document', 'location']);
const BUTTONS: Readonly<Record<string, TemplateContent['buttons'][number]['kind']>> = {
  QUICK_REPLY: 'reply',
  URL: 'url',
  PHONE_NUMBER: 'phone',
  COPY_CODE: 'copy_code',
};
const KNOWN = new Set(['HEADER', 'BODY', 'FOOTER', 'BUTTONS']);

export function statusOf(said: string): TemplateStatus {
  return STATUSES[said] ?? 'pending';
}

/** Undefined for what is no template. */
export function toTemplate(given: unknown): ProviderTemplate | undefined {
  const parsed = template.safeParse(given);
  if (!parsed.success) return undefined;
  const { id, name, language, status, category, rejected_reason: reason, components } = parsed.data;
  const content = contentOf(components);
  return {
    externalId: id,
    name,
    language,
    category: category.toLowerCase(),
    status: statusOf(status),
    reason: reason && reason !== 'NONE' ? reason : null,
    content,
    sendable: isSendable(components, content),
  };
}

function contentOf(components: readonly Component[]): TemplateContent {
  const of = (type: string) => components.find((each) => each.type === type);
  const [header, body, footer] = [of('HEADER'), of('BODY'), of('FOOTER')];
  const buttons = of('BUTTONS')?.buttons ?? [];
  const format = header?.format?.toLowerCase() ?? 'text';
  return {
    header: header && HEADERS.has(format) ? { kind: format as 'text', text: header.text ?? '' } : null,
    body: body?.text ?? '',
    footer: footer?.text ?? null,
    buttons: buttons.map(({ type, text: label = '', url, phone_number: number }) => ({
      kind: BUTTONS[type] ?? 'other',
      text: label,
      value: url ?? number ?? null,
    })),
    examples: {
      ...examplesOf('header', header?.example?.header_text, header?.example?.header_text_named_params),
      ...examplesOf('body', body?.example?.body_text?.[0], body?.example?.body_text_named_params),
      ...Object.fromEntries(buttons.flatMap(({ type, example }, index) => buttonExample(type, example, index))),
    },
  };
}

/** What only a catalogue, a form or an authenticator can fill in cannot be sent from here; nor can a place. */
function isSendable(components: readonly Component[], { header, buttons }: TemplateContent): boolean {
  if (components.some(({ type }) => !KNOWN.has(type))) return false;
  return header?.kind !== 'location' && buttons.every(({ kind }) => kind !== 'other');
}

function examplesOf(
  part: string,
  positional: readonly string[] = [],
  byName: readonly { param_name: string; example: string }[] = [],
): Record<string, string> {
  return Object.fromEntries([
    ...positional.map((example, index) => [`${part}:${index + 1}`, example]),
    ...byName.map(({ param_name: name, example }) => [`${part}:${name}`, example]),
  ]);
}

/** Of an address Meta wants all of it as the example; what stands in the gap is its end. */
function buttonExample(type: string, example: readonly string[] | string | undefined, index: number): [string, string][] {
  const given = Array.isArray(example) ? example[0] : example;
  if (typeof given !== 'string') return [];
  if (type === 'COPY_CODE') return [[`button${index}:code`, given]];
  return [[`button${index}:1`, given.split('/').at(-1) ?? given]];
}
