import type { FailedMessage } from '@balie/shared/contracts/failed-messages.ts';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { send } from '../../lib/http.ts';
import { queryClient } from '../../lib/query.ts';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';
import { failedMessagesQuery } from './failures.queries.ts';
import { takeOut } from './forget-failure.ts';

const { queryKey } = failedMessagesQuery;
const readAgain = () => queryClient.invalidateQueries({ queryKey });

/** What can be done with messages that did not come in. What fails again comes back by itself. */
export function useFailedMessageActions() {
  const { t } = useTranslation('failures');
  const explain = useExplain('failures');
  const onError = (error: unknown) => {
    notify.error(explain(error));
    void readAgain();
  };
  const retry = useMutation({
    mutationFn: ({ id }: FailedMessage) => send('POST', `/api/failed-messages/${id}/retry`),
    onMutate: ({ id }) => takeOut<FailedMessage>(queryKey, (other) => other.id === id),
    onSuccess: () => notify.success(t('messages.retrying')),
    onError,
  });
  const retryAll = useMutation({
    mutationFn: () => send('POST', '/api/failed-messages/retry'),
    onMutate: () => takeOut(queryKey, () => true),
    onSuccess: () => notify.success(t('messages.retryingAll')),
    onError,
  });
  const remove = useMutation({ mutationFn: (id: string) => send('DELETE', `/api/failed-messages/${id}`), onError });
  /** Gone from the screen at once, from the server when the undo was not used. */
  const discard = async (message: FailedMessage) => {
    await takeOut<FailedMessage>(queryKey, (other) => other.id === message.id);
    offerUndo(
      t('messages.discarded'),
      () => void readAgain(),
      () => remove.mutate(message.id),
    );
  };
  return { retry, retryAll, discard };
}
