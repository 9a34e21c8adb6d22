import { saveShopRequest, shop as shopSchema } from '@balie/shared/contracts/people.ts';
import { Button, Modal, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { shopsQuery } from '../../../lib/directory.ts';
import { sendJson } from '../../../lib/http.ts';
import { queryClient } from '../../../lib/query.ts';
import { Notice } from '../../../ui/notice.tsx';
import { useForm } from '../../../ui/use-form.ts';
import styles from './shops.module.css';

/** Adds a shop, then leads to its page for the rest. */
export function NewShopDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation(['shops', 'ui']);
  const navigate = useNavigate();
  const form = useForm({
    schema: saveShopRequest,
    initial: { name: '' },
    submit: async (values) => {
      const added = await sendJson('POST', shopSchema, '/api/shops', values);
      queryClient.setQueryData(shopsQuery.queryKey, (known) => known && [...known.filter(({ id }) => id !== added.id), added]);
      onClose();
      await navigate({ to: '/settings/$section/$item', params: { section: 'shops', item: added.id } });
    },
  });
  return (
    <Modal opened onClose={onClose} centered title={t('new')} closeButtonProps={{ 'aria-label': t('ui:close') }}>
      <form className={styles.form} onSubmit={form.onSubmit} noValidate>
        <TextInput label={t('newName')} data-autofocus maxLength={120} {...form.field('name')} />
        {form.failureText ? (
          <Notice tone="danger" live>
            {form.failureText}
          </Notice>
        ) : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
