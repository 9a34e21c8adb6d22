import { linkOrderRequest } from '@balie/shared/contracts/orders.ts';
import { Button, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../ui/use-form.ts';
import styles from './orders.module.css';
import { linkOrder } from './orders.queries.ts';

interface LinkOrderProps {
  readonly ticketId: string;
  /** A number that stands in the conversation; may be empty. */
  readonly proposed: string;
  readonly onClose: () => void;
}

/** An agent knows by its number which order it is. */
export function LinkOrder({ ticketId, proposed, onClose }: LinkOrderProps) {
  const { t } = useTranslation(['orders', 'ui']);
  const form = useForm({
    schema: linkOrderRequest,
    initial: { number: proposed },
    namespace: 'orders',
    submit: async ({ number }) => {
      await linkOrder(ticketId, number);
      onClose();
    },
  });
  const field = form.field('number');
  return (
    <form className={styles.link} onSubmit={form.onSubmit} noValidate>
      <TextInput
        label={t('link.number')}
        autoFocus
        autoComplete="off"
        {...field}
        error={field.error ?? form.failureText}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          onClose();
        }}
      />
      <div className={styles.buttons}>
        <Button variant="default" size="xs" onClick={onClose}>
          {t('ui:cancel')}
        </Button>
        <Button type="submit" size="xs" loading={form.busy}>
          {t('link.add')}
        </Button>
      </div>
    </form>
  );
}
