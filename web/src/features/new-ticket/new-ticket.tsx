import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed, useMe } from '../../lib/me.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useHotkey } from '../../ui/hotkeys/use-hotkey.ts';
import { notify } from '../../ui/notify.tsx';
import { SkeletonText } from '../../ui/skeletons.tsx';
import { keptLetter } from './new-letter.ts';
import { closeNewTicket, openNewTicket, useNewTicketStart } from './new-ticket-state.ts';

const NewTicketForm = lazy(async () => ({ default: (await import('./new-ticket-form.tsx')).NewTicketForm }));

/** A conversation that the team begins. Mounted once; opened by a key, the palette or a button. */
export function NewTicket() {
  const { t } = useTranslation('new-ticket');
  const navigate = useNavigate();
  const mayReply = useAllowed('tickets:reply');
  const started = useNewTicketStart();
  const agentId = useMe().agent.id;
  const place = useMemo(() => (started ? { agentId, to: started.to, channelId: started.channelId } : undefined), [agentId, started]);
  const uploading = useRef(false);
  const setUploading = useCallback((is: boolean) => {
    uploading.current = is;
  }, []);
  const close = () => {
    if (uploading.current) {
      notify.error(t('missing.upload'));
      return;
    }
    closeNewTicket();
    if (place && keptLetter(place)) notify.success(t('kept'));
  };
  const discard = () => {
    uploading.current = false;
    closeNewTicket();
  };
  const thumb = useMediaQuery('(max-width: 600px)', undefined, { getInitialValueInEffect: false }) ?? false;
  useHotkey({ keys: 'c', label: t('title'), group: t('group'), when: mayReply, run: () => openNewTicket() });
  if (!mayReply) return null;
  return (
    <Dialog
      opened={started !== undefined}
      onClose={close}
      title={t('title')}
      size={720}
      fullScreen={thumb}
      // A slip beside it is no wish to stop writing.
      closeOnClickOutside={false}
    >
      <Suspense fallback={<SkeletonText lines={6} />}>
        {place ? (
          <NewTicketForm
            place={place}
            onUploading={setUploading}
            onClose={discard}
            onSent={(number) => {
              discard();
              void navigate({ to: '/inbox/$view', params: { view: 'open' }, search: { ticket: number } });
            }}
          />
        ) : null}
      </Suspense>
    </Dialog>
  );
}
