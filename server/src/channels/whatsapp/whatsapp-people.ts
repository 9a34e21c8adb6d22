import type { InboundMessage } from '../../modules/tickets/public.ts';
import type { ToldMessage, WhatsAppMessage } from './inbound-shapes.ts';

type Identity = NonNullable<InboundMessage['sender']['identity']>;

/** Meta gives each person one id per business: two letters of a country, a dot, and what is to be kept as it is. */
const USER_ID = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/;
const NUMBER = /^\+?[1-9]\d{5,14}$/;

/**
 * Who wrote: the number where it is told, the user id, or both, what we know best first. Of who changed either, the old
 * comes first, for that is the one our contact has.
 */
export function identitiesOf(
  message: WhatsAppMessage,
  contacts: ToldMessage['contacts'],
): { readonly identities: readonly Identity[]; readonly name: string } {
  const { from, from_user_id: userId, system } = message;
  // A batch names everybody who wrote: nobody is taken for their neighbour.
  const contact = contacts?.find(
    ({ wa_id, user_id }) => (wa_id !== undefined && wa_id === from) || (user_id !== undefined && user_id === userId),
  );
  const given = [
    from,
    contact?.wa_id,
    system?.previous_user_id,
    userId,
    contact?.user_id,
    system?.wa_id,
    system?.new_wa_id,
    system?.user_id,
  ];
  const identities = [...new Set(given)].map(identityOf).filter((identity) => identity !== undefined);
  const { name = '', username = '' } = contact?.profile ?? {};
  return { identities, name: name.trim() || username.trim() };
}

/** Where an answer goes to: after a change to the new number or id. @param usual unless there was one */
export function sendableOf({ system }: WhatsAppMessage, usual: string): string {
  const identity = identityOf(system?.wa_id ?? system?.new_wa_id) ?? identityOf(system?.user_id);
  return identity?.value ?? usual;
}

function identityOf(given: string | undefined): Identity | undefined {
  if (given === undefined) return undefined;
  if (USER_ID.test(given)) return { kind: 'whatsapp_user', value: given };
  return NUMBER.test(given) ? { kind: 'phone', value: `+${given.replace(/^\+/, '')}` } : undefined;
}

/** How Meta wants the receiver named; undefined when it is neither a number nor a user id. */
export function receiverOf(address: string): { readonly to: string } | { readonly recipient: string } | undefined {
  if (USER_ID.test(address)) return { recipient: address };
  return NUMBER.test(address) ? { to: address.replace(/^\+/, '') } : undefined;
}
