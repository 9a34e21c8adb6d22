import { type ReasonCode, reason } from '@balie/shared/domain/reasons.ts';

/** An error as Meta tells it, in an answer or in a webhook. */
export interface GraphError {
  readonly code: number;
  /** Meta's own words: the details where there are some. */
  readonly words: string;
}

/**
 * What an error asks of us: `later`: it passes; `throttled`: nothing of this number is taken for now; `person`: nothing
 * works until the owner acts; `never`: this message does not go.
 */
export type Reaction = 'later' | 'throttled' | 'person' | 'never';

export interface GraphVerdict {
  readonly reaction: Reaction;
  /** In plain words; see `domain/reasons.ts`. */
  readonly reason: string;
  /** Of an account that needs a person, or fails for now. */
  readonly faultCode: string;
  readonly afterSeconds?: number;
}

type Rule = (words: string) => Omit<GraphVerdict, 'faultCode'> & { readonly faultCode?: string };

const token: Rule = () => ({ reaction: 'person', reason: reason('whatsapp-token'), faultCode: 'whatsapp_token' });
const permission: Rule = () => ({ reaction: 'person', reason: reason('whatsapp-permission'), faultCode: 'whatsapp_permission' });
const locked: Rule = (words) => ({ reaction: 'person', reason: reason('whatsapp-locked', { words }), faultCode: 'whatsapp_locked' });
const throttled: Rule = () => ({ reaction: 'throttled', reason: reason('whatsapp-throttled') });
const unwanted: Rule = () => ({ reaction: 'never', reason: reason('whatsapp-unwanted') });
const down: Rule = (words) => ({ reaction: 'later', reason: reason('whatsapp-down', { words }) });
const refused: Rule = (words) => ({ reaction: 'never', reason: reason('whatsapp-refused', { words }) });

type TemplateReason = Extract<ReasonCode, `template-${string}`>;
/** Nothing but another template, or other words in its gaps, helps. */
function template(code: TemplateReason): Rule {
  return () => ({ reaction: 'never', reason: reason(code) });
}

/** Of one customer's messages WhatsApp takes about one in six seconds. */
const PAIR_SECONDS = 6;

/** Source: developers.facebook.com, WhatsApp Cloud API, error codes. What is not here is refused in Meta's words. */
const RULES: ReadonlyMap<number, Rule> = new Map<number, Rule>([
  ...[0, 190].map((code) => [code, token] as const),
  ...[3, 10, 133010, ...Array.from({ length: 20 }, (_, index) => 200 + index)].map((code) => [code, permission] as const),
  ...[131031, 368, 130497, 131042, 131045].map((code) => [code, locked] as const),
  ...[4, 80007, 130429, 131048, 133016].map((code) => [code, throttled] as const),
  [131056, () => ({ reaction: 'later', reason: reason('whatsapp-too-fast'), afterSeconds: PAIR_SECONDS })],
  [132000, template('template-gaps')],
  [132001, template('template-unknown')],
  [132005, template('template-too-long')],
  [132007, template('template-policy')],
  [132012, template('template-format')],
  [132015, template('template-paused')],
  [132016, template('template-disabled')],
  ...[132068, 132069].map((code) => [code, template('template-form')] as const),
  [131047, () => ({ reaction: 'never', reason: reason('whatsapp-window-closed') })],
  [131026, () => ({ reaction: 'never', reason: reason('whatsapp-unreachable') })],
  ...[131049, 131050, 130472].map((code) => [code, unwanted] as const),
  ...[1, 2, 131000, 131016, 131053, 131057, 133004].map((code) => [code, down] as const),
]);

/** @param status of the HTTP answer; absent in a webhook */
export function judge({ code, words }: GraphError, status = 400): GraphVerdict {
  const rule = RULES.get(code) ?? byStatus(status);
  return { faultCode: 'whatsapp_down', ...rule(words) };
}

function byStatus(status: number): Rule {
  if (status === 401) return token;
  if (status === 429) return throttled;
  return status >= 500 ? down : refused;
}
