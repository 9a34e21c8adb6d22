import { Node } from '@tiptap/react';

/** What is filled in when an answer leaves, and its name in the editor. */
export type VariableNames = Readonly<Record<'agent.name' | 'shop.name', string>>;

/** A name that Balie fills in, as one piece in the text: it cannot be half deleted. Stored as `{{agent.name}}`. */
export const Variable = Node.create<{ names: VariableNames }>({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  addOptions: () => ({ names: { 'agent.name': '', 'shop.name': '' } }),
  addAttributes: () => ({ name: { parseHTML: (element: HTMLElement) => element.dataset['variable'] } }),
  parseHTML: () => [{ tag: 'span[data-variable]' }],
  renderHTML({ node }) {
    const name = String(node.attrs['name']) as keyof VariableNames;
    return ['span', { 'data-variable': name }, this.options.names[name] ?? name];
  },
});

/** From how it is stored to what the editor reads. */
export function withPieces(html: string): string {
  return html.replaceAll(/\{\{\s*(agent\.name|shop\.name)\s*\}\}/gu, (_whole, name: string) => `<span data-variable="${name}"></span>`);
}

/** From what the editor writes to how it is stored. */
export function withBraces(html: string): string {
  return html.replaceAll(/<span data-variable="(agent\.name|shop\.name)">[^<]*<\/span>/gu, (_whole, name: string) => `{{${name}}}`);
}
