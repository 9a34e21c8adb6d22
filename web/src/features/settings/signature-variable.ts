import { SIGNATURE_VARIABLES, type SignatureValues } from '@balie/shared/domain/signature.ts';
import { Node } from '@tiptap/react';

const NAMES = SIGNATURE_VARIABLES.map((name) => name.replace('.', '\\.')).join('|');
const STORED = new RegExp(`\\{\\{\\s{0,9}(${NAMES})\\s{0,9}\\}\\}`, 'gu');
const EDITED = new RegExp(`<span data-variable="(${NAMES})">[^<]*</span>`, 'gu');

/** What is filled in when an answer leaves, and its name in the editor. */
export type VariableNames = SignatureValues;

/** A name that Balie fills in, as one piece in the text: it cannot be half deleted. Stored as `{{agent.name}}`. */
export const Variable = Node.create<{ names: VariableNames }>({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ names: { 'agent.name': '', 'agent.firstName': '', 'shop.name': '', 'ticket.number': '', 'customer.name': '' } }),
  addAttributes: () => ({ name: { parseHTML: (element: HTMLElement) => element.dataset['variable'] } }),
  parseHTML: () => [{ tag: 'span[data-variable]' }],
  renderHTML({ node }) {
    const name = String(node.attrs['name']) as keyof VariableNames;
    return ['span', { 'data-variable': name }, this.options.names[name] ?? name];
  },
});

/** From how it is stored to what the editor reads. */
export function withPieces(html: string): string {
  return html.replaceAll(STORED, (_whole, name: string) => `<span data-variable="${name}"></span>`);
}

/** From what the editor writes to how it is stored. */
export function withBraces(html: string): string {
  return html.replaceAll(EDITED, (_whole, name: string) => `{{${name}}}`);
}
