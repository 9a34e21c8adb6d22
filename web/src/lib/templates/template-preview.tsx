import type { TemplateContent } from '@balie/shared/contracts/templates.ts';
import { filledTemplate } from '@balie/shared/domain/templates.ts';
import {
  IconCopy,
  IconCornerUpLeft,
  IconExternalLink,
  IconFile,
  IconPhone,
  IconPhoto,
  IconVideo,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './templates.module.css';

const BUTTONS: Record<TemplateContent['buttons'][number]['kind'], TablerIcon> = {
  reply: IconCornerUpLeft,
  url: IconExternalLink,
  phone: IconPhone,
  copy_code: IconCopy,
  other: IconCornerUpLeft,
};
const HEADERS: Partial<Record<NonNullable<TemplateContent['header']>['kind'], TablerIcon>> = {
  image: IconPhoto,
  video: IconVideo,
  document: IconFile,
};

/** The message as the customer will see it; gaps that are still empty stand out. */
export function TemplatePreview({
  template,
  values,
}: {
  readonly template: TemplateContent;
  readonly values: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('templates');
  const { header, body, footer, buttons } = filledTemplate(template, values);
  const Header = header && HEADERS[header.kind];
  return (
    <figure className={styles.preview} aria-label={t('preview')}>
      <figcaption className={styles.previewTitle}>{t('preview')}</figcaption>
      <div className={styles.bubble}>
        {Header ? (
          <div className={styles.media}>
            <Header size={28} stroke={1.5} aria-hidden />
          </div>
        ) : null}
        {header?.text ? <p className={styles.header}>{withGaps(header.text)}</p> : null}
        <p>{withGaps(body)}</p>
        {footer ? <p className={styles.footer}>{footer}</p> : null}
      </div>
      {buttons.map(({ kind, text }, index) => {
        const Icon = BUTTONS[kind];
        return (
          <div key={index} className={styles.button}>
            <Icon size={15} stroke={1.75} aria-hidden />
            {text}
          </div>
        );
      })}
    </figure>
  );
}

function withGaps(text: string) {
  return text.split(/(\{\{[^}]*\}\})/).map((part, index) =>
    part.startsWith('{{') ? (
      <mark key={index} className={styles.gap}>
        {part.slice(2, -2).trim()}
      </mark>
    ) : (
      part
    ),
  );
}
