import type { Contact, SamePerson } from '@balie/shared/contracts/contacts.ts';
import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { queryClient } from '../query.ts';
import { ticketKeys } from './ticket-queries.ts';

/** A customer as the server answered, wherever they are shown. */
export function putContact(contact: Contact): void {
  queryClient.setQueryData(ticketKeys.contact(contact.id), contact);
  queryClient.setQueriesData<TicketDetail>({ queryKey: ticketKeys.details }, (detail) =>
    detail?.contact.id === contact.id ? { ...detail, contact } : detail,
  );
}

/** Somebody changed, merged or took apart this customer: what shows them is read again. */
export function contactIsOutdated(id: string): void {
  for (const queryKey of [ticketKeys.contact(id), ticketKeys.contactTickets(id)]) void queryClient.invalidateQueries({ queryKey });
  void queryClient.invalidateQueries({
    queryKey: ticketKeys.details,
    predicate: ({ state }) => (state.data as TicketDetail | undefined)?.contact.id === id,
  });
  void queryClient.invalidateQueries({
    queryKey: ticketKeys.samePeople,
    predicate: ({ queryKey, state }) =>
      queryKey.includes(id) || ((state.data as SamePerson[] | undefined)?.some(({ contact }) => contact.id === id) ?? false),
  });
}
