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
  return (
    <figure className={styles.letter}>
      <figcaption className={styles.caption}>{t('signature.preview')}</figcaption>
      <div className={styles.body}>
        <p className={styles.text}>{t('signature.example')}</p>
        {[shopHtml, agentHtml].map((html, index) =>
          isEmpty(html) ? null : <RichTextView key={index} html={filled(html, agentName, shopName)} className={styles.signature} />,
        )}
      </div>
    </figure>
  );
}

/** An editor's idea of nothing is an empty paragraph. */
export function isEmpty(html: string): boolean {
  return html.replace(/<(?!img)[^>]*>/gu, '').trim() === '';
}

/** As the server fills them in at sending. */
function filled(html: string, agentName: string, shopName: string): string {
  const values: Record<string, string> = { 'agent.name': agentName, 'shop.name': shopName };
  return html.replaceAll(/\{\{\s*(agent\.name|shop\.name)\s*\}\}/gu, (_whole, name: string) => escaped(values[name] ?? ''));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
