import type { SaveMacroRequest } from '@balie/shared/contracts/macros.ts';
import { useTranslation } from 'react-i18next';
import { htmlOfMacro, valuesFor, wordsOf } from '../../../lib/macros/fill-macro.ts';
import { useMe } from '../../../lib/me.ts';
import { useShops } from '../../../lib/tickets/names.ts';
import { RichTextView } from '../../../ui/writing/rich-text-view.tsx';
import styles from './macros.module.css';

/** What a customer would read. */
export function MacroPreview({ macro, language }: { readonly macro: SaveMacroRequest; readonly language: 'nl' | 'en' }) {
  const { t } = useTranslation('macros');
  const { agent } = useMe();
  const [shop] = [...useShops().values()];
  const values = valuesFor({
    locale: language,
    now: new Date(),
    agentName: agent.name,
    shopName: shop?.name ?? t('preview.shop'),
    customerName: 'Jan Jansen',
    ticket: { number: 1042, subject: t('preview.subject') },
    order: {
      number: 'A000107C3F',
      status: t('preview.status'),
      tracking: '3SABCD123456789',
      trackingLink: 'https://jouw.postnl.nl/track-and-trace/',
      promise: t('preview.promise'),
    },
  });
  const html = htmlOfMacro(wordsOf(macro, language), values);
  if (html === '') return null;
  return (
    <figure className={styles.preview}>
      <figcaption className={styles.hint}>{t('preview.title')}</figcaption>
      <RichTextView html={html} />
    </figure>
  );
}
