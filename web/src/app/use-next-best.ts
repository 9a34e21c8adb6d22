import { nextTicket } from '@balie/shared/contracts/ticket-lists.ts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../lib/http.ts';
import { useExplain } from '../ui/explain.ts';
import { notify } from '../ui/notify.tsx';

/** More would make the address too long; who passed over so many sees the first again. */
const MOST_SKIPPED = 50;

/**
 * Goes to the ticket that the agent does best to take up now. Asked again, it goes on to the one after: what was looked at and left is
 * passed over, until nothing else is left.
 */
export function useNextBest(openId: string | undefined, open: (row: { readonly number: number }) => void): () => Promise<void> {
  const { t } = useTranslation('inbox');
  const explain = useExplain();
  const seen = useRef<readonly string[]>([]);
  const find = async (skip: readonly string[]) => {
    const query = new URLSearchParams(skip.map((id) => ['skip', id]));
    return (await getJson(nextTicket, `/api/next-ticket?${query}`)).ticket;
  };
  return async () => {
    try {
      if (openId && !seen.current.includes(openId)) seen.current = [...seen.current, openId].slice(-MOST_SKIPPED);
      const skipped = seen.current.length > 0;
      let ticket = await find(seen.current);
      if (!ticket && skipped) {
        seen.current = openId ? [openId] : [];
        ticket = await find(seen.current);
      }
      if (ticket) open(ticket);
      else notify.success(t('nothingNext'));
    } catch (error) {
      notify.error(explain(error));
    }
  };
}
