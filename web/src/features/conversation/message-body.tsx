import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Button, UnstyledButton } from '@mantine/core';
import { IconDots, IconPhotoOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fullMessageQuery } from '../../lib/tickets/ticket-queries.ts';
import { useExplain } from '../../ui/explain.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { PlainText } from '../../ui/plain-text.tsx';
import { RichTextView } from '../../ui/writing/rich-text-view.tsx';
import { MailFrame } from './mail-frame.tsx';
import styles from './message-body.module.css';
import { useTrustedSenders } from './trusted-senders.ts';

/** What was written: the new words; the quoted history and pictures from elsewhere only when asked for. */
export function MessageBody({ message }: { readonly message: Message }) {
  const { t } = useTranslation('conversation');
  const [withQuoted, setWithQuoted] = useState(false);
  const [asked, setAsked] = useState(false);
  const senders = useTrustedSenders();
  const explain = useExplain();
  const full = useQuery({ ...fullMessageQuery(message.id), enabled: withQuoted });
  const body = withQuoted && full.data ? full.data : message;
  const sender = message.from?.address ?? message.author.address;
  const images = asked || senders.has(sender);
  return (
    <>
      {message.direction === 'inbound' && body.hasRemoteImages && !images ? (
        <div className={styles.images}>
          <IconPhotoOff size={15} stroke={1.75} aria-hidden />
          <span>{t('images.off')}</span>
          <Button variant="subtle" size="compact-xs" onClick={() => setAsked(true)}>
            {t('images.show')}
          </Button>
          <Button variant="subtle" size="compact-xs" title={sender} onClick={() => senders.trust(sender)}>
            {t('images.always')}
          </Button>
        </div>
      ) : null}
      <Body
        id={`${message.id}${withQuoted ? ' full' : ''}`}
        direction={message.direction}
        html={body.html}
        text={body.text}
        images={images}
      />
      {message.hasQuoted ? (
        <KeyHint label={t(withQuoted ? 'quoted.hide' : 'quoted.show')}>
          <UnstyledButton
            className={styles.quoted}
            aria-expanded={withQuoted}
            aria-label={t(withQuoted ? 'quoted.hide' : 'quoted.show')}
            data-waiting={full.isFetching || undefined}
            onClick={() => setWithQuoted(!withQuoted)}
          >
            <IconDots size={16} stroke={1.75} aria-hidden />
          </UnstyledButton>
        </KeyHint>
      ) : null}
      {withQuoted && full.isError ? (
        <p className={styles.problem} role="alert">
          {t('quoted.failed')} {explain(full.error)}
        </p>
      ) : null}
    </>
  );
}

interface BodyProps {
  readonly id: string;
  readonly direction: Message['direction'];
  readonly html: string;
  readonly text: string;
  readonly images: boolean;
}

function Body({ id, direction, html, text, images }: BodyProps) {
  if (direction !== 'inbound' && html) return <RichTextView html={html} />;
  if (html) return <MailFrame id={id} html={html} images={images} />;
  if (text.trim()) return <PlainText text={text} />;
  return <NoWords />;
}

function NoWords() {
  const { t } = useTranslation('conversation');
  return <p className={styles.none}>{t('noWords')}</p>;
}
