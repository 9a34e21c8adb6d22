import type { BolPattern, StoredBolPattern } from '@balie/shared/contracts/bol-mail.ts';
import { Badge, Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../../../lib/me.ts';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { Card, Page } from '../../../../ui/page.tsx';
import { SkeletonRows } from '../../../../ui/skeletons.tsx';
import { useTitle } from '../../../../ui/use-title.ts';
import { BackLink } from '../../back-link.tsx';
import { bolPatternsQuery, tryPattern } from './bol.api.ts';
import styles from './bol.module.css';
import { PatternEditor } from './pattern-editor.tsx';

interface Edited {
  readonly key: string;
  readonly pattern: BolPattern;
  /** Undefined: a new one. */
  readonly stored: StoredBolPattern | undefined;
}

/** How each kind of bol's mails is known and read. Behind `#` may stand the message that one is to be taught on. */
export function PatternsPage() {
  const { t } = useTranslation('bol');
  const mayLead = useAllowed('conversations:manage');
  const messageId = useLocation({ select: ({ hash }) => hash }) || undefined;
  const patterns = useQuery({ ...bolPatternsQuery, enabled: mayLead });
  const mail = useQuery({
    queryKey: ['bol', 'mail', messageId],
    queryFn: () => tryPattern({ pattern: null, mail: { messageId: messageId ?? '' } }),
    enabled: mayLead && messageId !== undefined,
    retry: false,
  });
  const [edited, setEdited] = useState<Edited>();
  const [left, setLeft] = useState(false);
  useTitle(t('patterns.title'));
  // Who comes from a mail teaches it at once.
  const taught = messageId && !left && mail.data ? newPattern(mail.data.mail.subject, t('patterns.newName')) : undefined;
  const editing = edited ?? taught;
  const back = <BackLink section="channels" label={t('channels')} />;
  if (editing && patterns.data) {
    return (
      <Page title={editing.stored ? editing.pattern.name : t('patterns.new')} description={t('patterns.how')} back={back}>
        <PatternEditor
          key={editing.key}
          initial={editing}
          mail={mail.data?.mail}
          messageId={messageId}
          onClose={() => {
            setEdited(undefined);
            setLeft(true);
          }}
        />
      </Page>
    );
  }
  return (
    <Page
      title={t('patterns.title')}
      description={t('patterns.description')}
      back={back}
      actions={
        mayLead ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited(newPattern('', t('patterns.newName')))}>
            {t('patterns.add')}
          </Button>
        ) : null
      }
    >
      {patterns.isPending ? <SkeletonRows count={6} /> : null}
      {patterns.isError ? <ErrorState error={patterns.error} onRetry={() => void patterns.refetch()} /> : null}
      {patterns.data ? (
        <Card>
          {patterns.data.map((stored) => (
            <UnstyledButton
              key={stored.key}
              className={styles.pattern}
              onClick={() => setEdited({ key: stored.key, pattern: stored.pattern, stored })}
            >
              <span className={styles.patternWords}>
                <span className={styles.patternName}>{stored.pattern.name}</span>
                <br />
                <span className={styles.quiet}>
                  {t(`kind.${stored.pattern.kind}`)} ·{' '}
                  {stored.version === 0
                    ? t('patterns.builtIn')
                    : t('patterns.version', { version: stored.version, by: stored.changedBy ?? t('patterns.somebody') })}
                </span>
              </span>
              {stored.pattern.enabled ? null : (
                <Badge variant="default" radius="sm">
                  {t('patterns.off')}
                </Badge>
              )}
              <IconChevronRight size={16} aria-hidden />
            </UnstyledButton>
          ))}
        </Card>
      ) : null}
    </Page>
  );
}

function newPattern(subject: string, name: string): Edited {
  const words =
    subject
      .replace(/^(?:re|fw|fwd|antw):\s*/iu, '')
      .split(/[\d([]/u)[0]
      ?.trim() ?? '';
  const pattern: BolPattern = {
    kind: 'question',
    name,
    from: ['bol.com'],
    subject: words.length >= 2 ? [words.slice(0, 100)] : [],
    body: [],
    not: [],
    quiet: false,
    enabled: true,
    read: [
      { field: 'orderNumber', in: 'subject', after: [], until: [], as: 'order' },
      { field: 'orderNumber', in: 'body', after: ['bestelnummer'], until: [], as: 'order' },
      { field: 'customerName', in: 'body', after: ['^klant'], until: [], as: 'line' },
      { field: 'question', in: 'body', after: ['^vraag'], until: [], as: 'text' },
    ],
  };
  return { key: `own-${crypto.randomUUID().slice(0, 8)}`, pattern, stored: undefined };
}
