import { type Contact, contact as contactSchema, type UpdateContactRequest } from '@balie/shared/contracts/contacts.ts';
import { useMutation } from '@tanstack/react-query';
import { ApiError, sendJson } from '../../lib/http.ts';
import { putContact } from '../../lib/tickets/contact-cache.ts';

/** Saves what is known of a customer, unless a colleague saved something else meanwhile (`contact_changed`). */
export function useUpdateContact(contactId: string) {
  return useMutation({
    mutationFn: (request: UpdateContactRequest) => sendJson('PATCH', contactSchema, `/api/contacts/${contactId}`, request),
    onSuccess: putContact,
    onError: (error) => {
      const now = contactNow(error);
      if (now) putContact(now);
    },
  });
}

/** The customer as a colleague left it, after a lost race. */
export function contactNow(error: unknown): Contact | undefined {
  if (!(error instanceof ApiError) || error.code !== 'contact_changed') return undefined;
  return contactSchema.safeParse(error.problem.meta?.['current']).data;
}
