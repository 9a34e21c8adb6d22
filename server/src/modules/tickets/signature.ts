export interface Signer {
  readonly agentName: string;
  readonly shopName: string;
}

/** The shop's signature with the agent's own under it, `{{agent.name}}` and `{{shop.name}}` filled in; may be empty. */
export function signatureFor(signer: Signer, shopHtml: string, agentHtml: string): string {
  const values: Record<string, string> = { 'agent.name': signer.agentName, 'shop.name': signer.shopName };
  return [shopHtml, agentHtml]
    .filter((html) => html.trim() !== '')
    .join('<br>')
    .replaceAll(/\{\{\s*(agent\.name|shop\.name)\s*\}\}/g, (_whole, name: string) => escapeHtml(values[name] ?? ''));
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
