/** Where everybody may have an address: sharing it makes nobody a colleague. Dutch access providers first. */
const EVERYBODYS = new Set(
  `kpnmail.nl kpnplanet.nl planet.nl hetnet.nl home.nl ziggo.nl upcmail.nl casema.nl chello.nl quicknet.nl xs4all.nl telfort.nl
  tele2.nl online.nl solcon.nl zeelandnet.nl caiway.nl delta.nl freedom.nl telenet.be skynet.be proximus.be gmail.com googlemail.com
  outlook.com outlook.nl hotmail.com hotmail.nl live.com live.nl msn.com yahoo.com yahoo.nl ymail.com icloud.com me.com mac.com aol.com
  gmx.com gmx.de gmx.net web.de t-online.de orange.fr free.fr proton.me protonmail.com pm.me fastmail.com mail.com zoho.com zoho.eu
  tutanota.com tuta.com mailbox.org posteo.de`.split(/\s+/),
);

/**
 * Is this an address of a colleague: in a domain in which we have a mailbox, and that is not everybody's?
 * @param own the mailboxes of this organisation, lower case
 */
export function isOwnDomain(address: string, own: ReadonlySet<string>): boolean {
  const domain = domainOf(address.toLowerCase());
  return domain !== '' && !EVERYBODYS.has(domain) && [...own].some((mailbox) => domainOf(mailbox) === domain);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
