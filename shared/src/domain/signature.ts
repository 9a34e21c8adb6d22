/** What a signature may say of whom it is about; `{{agent.name}}` in its HTML stands for the value. */
export interface SignatureValues {
  readonly 'agent.name': string;
  readonly 'agent.firstName': string;
  readonly 'shop.name': string;
  readonly 'ticket.number': string;
  readonly 'customer.name': string;
}

/** In the order in which they are offered. */
export const SIGNATURE_VARIABLES = [
  'agent.name',
  'agent.firstName',
  'shop.name',
  'ticket.number',
  'customer.name',
] as const satisfies readonly (keyof SignatureValues)[];

const VARIABLE = new RegExp(`\\{\\{\\s{0,9}(${SIGNATURE_VARIABLES.map((name) => name.replace('.', '\\.')).join('|')})\\s{0,9}\\}\\}`, 'g');

/** The shop's signature with the agent's own under it, filled in; may be empty. Values are text and become escaped HTML. */
export function fillSignature(values: SignatureValues, shopHtml: string, agentHtml: string): string {
  return [shopHtml, agentHtml]
    .filter((html) => html.trim() !== '')
    .join('<br>')
    .replaceAll(VARIABLE, (_whole, name: keyof SignatureValues) => escapeHtml(values[name]));
}

/** "Sanne" of "Sanne de Vries". */
export function firstNameOf(name: string): string {
  return name.trim().split(/\s+/, 1)[0] ?? '';
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
