import { Button, FileButton, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../lib/me.ts';
import { NoPicture, useOwnPicture } from '../../../lib/own-picture.ts';
import { useExplain } from '../../../ui/explain.ts';
import { notify } from '../../../ui/notify.tsx';

/** Chooses a picture of oneself, or takes it away. */
export function OwnPicture() {
  const { t } = useTranslation('profile');
  const { picture } = useMe().agent;
  const explain = useExplain();
  const save = useOwnPicture();
  const set = (file: File | undefined) =>
    save.mutate(file, { onError: (error) => notify.error(error instanceof NoPicture ? t('pictureUnusable') : explain(error)) });
  return (
    <Group gap={4} wrap="nowrap">
      {picture ? (
        <Button variant="subtle" color="gray" disabled={save.isPending} onClick={() => set(undefined)}>
          {t('removePicture')}
        </Button>
      ) : null}
      <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && set(file)}>
        {(button) => (
          <Button {...button} variant="default" loading={save.isPending}>
            {t(picture ? 'changePicture' : 'addPicture')}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
