import { noteRequest, replyRequest } from '@balie/shared/contracts/tickets.ts';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';

/** What a colleague sends to answer Jan. */
export function aReply(given: Partial<z.input<typeof replyRequest>> = {}): z.input<typeof replyRequest> {
  return {
    idempotencyKey: newId(),
    html: '<p>Hallo Jan, hij is onderweg.</p>',
    to: [{ address: 'jan@klant.test', name: 'Jan de Vries' }],
    ...given,
  };
}

export function aNote(given: Partial<z.input<typeof noteRequest>> = {}): z.input<typeof noteRequest> {
  return { idempotencyKey: newId(), html: '<p>Even bij het magazijn gevraagd.</p>', ...given };
}
