import { type Message, message as messageSchema } from '@balie/shared/contracts/tickets.ts';
import { useCallback } from 'react';
import { sendJson } from '../../lib/http.ts';
import { useMe } from '../../lib/me.ts';
import { changeDetail } from '../../lib/tickets/ticket-cache.ts';
import { withMessage } from '../../lib/tickets/timeline-data.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';

/** Puts our sign to a message, at once on screen; null takes it back. */
export function useReact(): (message: Message, emoji: string | null) => void {
  const explain = useExplain('conversation');
  const { agent } = useMe();
  return useCallback(
    (message, emoji) => {
      const others = message.reactions.filter(({ by }) => by !== 'us');
      const ours = emoji === null ? [] : [{ by: 'us' as const, emoji, agentId: agent.id, state: 'queued' as const, reason: null }];
      changeDetail(message.ticketId, (detail) => withMessage(detail, { ...message, reactions: [...others, ...ours] }));
      sendJson('PUT', messageSchema, `/api/messages/${message.id}/reaction`, { emoji }).then(
        (changed) => changeDetail(message.ticketId, (detail) => withMessage(detail, changed)),
        (error: unknown) => {
          changeDetail(message.ticketId, (detail) => withMessage(detail, message));
          notify.error(explain(error));
        },
      );
    },
    [explain, agent.id],
  );
}
