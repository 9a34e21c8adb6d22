import type { ImportAction, ImportRun, ImportState } from '@balie/shared/contracts/imports.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';
import { act, readImportsAgain, removeImport } from './imports.queries.ts';

type Verb = 'startNow' | 'pause' | 'resume' | 'cancel' | 'remove';
const VERBS: Readonly<Record<ImportState, readonly Verb[]>> = {
  uploading: ['remove'],
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  finished: ['remove'],
  cancelled: ['remove'],
  failed: ['resume', 'remove'],
};

/** What can be done with an import as it stands. */
export function ImportVerbs({ run, title }: { readonly run: ImportRun; readonly title: string }) {
  const { t } = useTranslation('imports');
  const explain = useExplain('imports');
  const [asking, askingIs] = useDisclosure(false);
  const options = { onSettled: readImportsAgain, onError: (error: unknown) => notify.error(explain(error)) };
  const action = useMutation({ mutationFn: (verb: ImportAction) => act(run.id, verb), ...options });
  const remove = useMutation({ mutationFn: () => removeImport(run.id), ...options });
  const verbs: readonly Verb[] = run.state === 'uploading' && run.files.length > 0 ? ['startNow', 'remove'] : VERBS[run.state];
  const doIt: Readonly<Record<Verb, () => void>> = {
    startNow: () => action.mutate('start'),
    pause: () => action.mutate('pause'),
    resume: () => action.mutate('resume'),
    cancel: askingIs.open,
    remove: () => remove.mutate(),
  };
  return (
    <>
      {verbs.map((verb) => (
        <Button
          key={verb}
          variant={verb === 'remove' ? 'subtle' : 'default'}
          color="gray"
          size="compact-sm"
          aria-label={`${t(verb)}: ${title}`}
          disabled={action.isPending || remove.isPending}
          onClick={doIt[verb]}
        >
          {t(verb)}
        </Button>
      ))}
      <ConfirmDialog
        opened={asking}
        onClose={askingIs.close}
        title={t('cancelAsk')}
        action={t('cancel')}
        busy={action.isPending}
        onConfirm={() => action.mutate('cancel', { onSettled: askingIs.close })}
      >
        {t('cancelText')}
      </ConfirmDialog>
    </>
  );
}
