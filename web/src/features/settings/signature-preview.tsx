import { fillSignature, firstNameOf } from '@balie/shared/domain/signature.ts';
import { useTranslation } from 'react-i18next';
import { RichTextView } from '../../ui/writing/rich-text-view.tsx';
import styles from './signature-preview.module.css';

interface SignaturePreviewProps {
  readonly shopHtml: string;
  readonly agentHtml: string;
  readonly shopName: string;
  readonly agentName: string;
}

/** The end of an answer as the customer will see it. */
export function SignaturePreview({ shopHtml, agentHtml, shopName, agentName }: SignaturePreviewProps) {
  const { t } = useTranslation('settings');
  const values = {
    'agent.name': agentName,
    'agent.firstName': firstNameOf(agentName),
    'shop.name': shopName,
    'ticket.number': '1042',
    'customer.name': t('signature.exampleCustomer'),
  };
  return (
    <figure className={styles.letter}>
      <figcaption className={styles.caption}>{t('signature.preview')}</figcaption>
      <div className={styles.body}>
        <p className={styles.text}>{t('signature.example')}</p>
        {[shopHtml, agentHtml].map((html, index) =>
          isEmpty(html) ? null : <RichTextView key={index} html={fillSignature(values, html, '')} className={styles.signature} />,
        )}
      </div>
    </figure>
  );
}

/** An editor's idea of nothing is an empty paragraph. */
export function isEmpty(html: string): boolean {
  return html.replace(/<(?!img)[^>]*>/gu, '').trim() === '';
}
