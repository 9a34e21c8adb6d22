import {
  type AddIdentityRequest,
  type Contact,
  contact as contactSchema,
  type Identity,
  mergedContacts,
} from '@balie/shared/contracts/contacts.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, send, sendJson } from '../../lib/http.ts';
import { contactIsOutdated, putContact } from '../../lib/tickets/contact-cache.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';

interface Person {
  readonly id: string;
  readonly name: string;
}

export interface ContactMoves {
  /** Puts the other into this customer. */
  merge(other: Person): Promise<void>;
  /** Gives who went up in this customer their own place again. */
  takeApart(other: Person): Promise<void>;
  /** The other is somebody else: nobody asks again. */
  tellApart(other: Person): Promise<void>;
  removeIdentity(identity: Identity): Promise<void>;
}

/** What is done with a customer at once, each to be taken back by the toast. What is refused is said there, too. */
export function useContactMoves(contactId: string): ContactMoves {
  const { t } = useTranslation('contact-panel');
  const explain = useExplain('contact-panel');
  return useMemo(() => {
    const refused = (error: unknown) => notify.error(explain(error));
    const put = async (path: string, body: object, outdated: readonly string[]) => {
      const { contact } = await sendJson('POST', mergedContacts, path, body);
      putContact(contact);
      for (const id of outdated) contactIsOutdated(id);
    };
    const merge = (other: Person) => put(`/api/contacts/${other.id}/merge`, { intoContactId: contactId }, [contactId, other.id]);
    const unmerge = (other: Person) => put(`/api/contacts/${other.id}/unmerge`, {}, [contactId, other.id]);
    const tellApart = async (other: Person, different: boolean) => {
      await send('POST', `/api/contacts/${contactId}/different`, { otherId: other.id, different });
      for (const id of [contactId, other.id]) contactIsOutdated(id);
    };
    const done = (work: Promise<unknown>, words: string, undo: () => Promise<unknown>) =>
      work.then(() => void offerUndo(words, () => void undo().catch(refused))).catch(refused);
    return {
      merge: (other) => done(merge(other), t('merge.merged', { name: other.name }), () => unmerge(other)),
      takeApart: (other) => done(unmerge(other), t('merge.isApart', { name: other.name }), () => merge(other)),
      tellApart: (other) => done(tellApart(other, true), t('same.noted', { name: other.name }), () => tellApart(other, false)),
      removeIdentity: ({ id, kind, value }) =>
        done(
          sendJson('DELETE', contactSchema, `/api/contacts/${contactId}/identities/${id}`).then(putContact),
          t('add.removed', { value }),
          () => (kind === 'email' || kind === 'phone' ? addIdentity(contactId, { kind, value }) : Promise.resolve()),
        ),
    };
  }, [t, explain, contactId]);
}

/** @throws {ApiError | Unreachable} */
export async function addIdentity(contactId: string, request: AddIdentityRequest): Promise<Contact> {
  const contact = await sendJson('POST', contactSchema, `/api/contacts/${contactId}/identities`, request);
  putContact(contact);
  return contact;
}

/** Whose it is, when what was added belongs to another customer. */
export function holderOf(error: unknown): Person | undefined {
  if (!(error instanceof ApiError) || error.code !== 'identity_taken') return undefined;
  return contactSchema.pick({ id: true, name: true }).safeParse(error.problem.meta?.['contact']).data;
}
