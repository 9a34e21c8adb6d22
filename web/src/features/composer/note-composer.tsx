import type { TicketDetail } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { type ReactNode, type RefObject, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useAgents } from '../../lib/tickets/names.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './composer.module.css';
import { whatIsMissing } from './missing.ts';
import { MissingLine } from './missing-line.tsx';
import { useDraft } from './use-draft.ts';
import { useMacros } from './use-macros.ts';
import { useSend } from './use-send.ts';
import { useWhenReady } from './use-when-ready.ts';
import { useWrittenFiles } from './use-written-files.ts';
import { type Cursor, WritingArea } from './writing-area.tsx';

interface NoteComposerProps {
  readonly detail: TicketDetail;
  readonly tabs: ReactNode;
  readonly asked: number;
  readonly cursor: RefObject<Cursor>;
}

/** A note to the team: the customer never sees it. */
export function NoteComposer({ detail, tabs, asked, cursor }: NoteComposerProps) {
  const { t } = useTranslation('composer');
  const { ticket } = detail;
  const me = useMe();
  const agents = useAgents();
  const { keeper, draft } = useDraft(ticket.id, 'note', detail.drafts);
  const files = useWrittenFiles(keeper, null);
  const send = useSend({ onUndone: () => undefined });
  const macros = useMacros(detail, keeper, 'note');
  const people = useMemo(
    () => [...agents.values()].filter(({ id, active }) => active && id !== me.agent.id).map(({ id, name }) => ({ id, label: name })),
    [agents, me.agent.id],
  );
  const missing = whatIsMissing({ written: draft.written, ...files.state });
  const { tried, attempt } = useWhenReady<void>(missing, () =>
    send(detail, keeper, { kind: 'note', mentionIds: mentionsIn(draft.written.html) }),
  );
  const trySend = () => attempt();
  return (
    <WritingArea
      key={draft.revision}
      keeper={keeper}
      files={files}
      label={t('note')}
      placeholder={t('notePlaceholder')}
      asked={asked}
      cursor={cursor}
      onSend={trySend}
      people={people}
      macros={macros}
      tabs={tabs}
      way={<span className={styles.onlyTeam}>{t('onlyTeam')}</span>}
      end={
        <>
          <MissingLine missing={tried ? missing : undefined} saving={draft.saving} />
          <KeyHint label={t('keepNote')} keys="mod+Enter" position="top">
            <Button size="compact-md" variant="default" className={`${styles.send} ${styles.keep}`} onClick={trySend}>
              {t('keepNote')}
            </Button>
          </KeyHint>
        </>
      }
    />
  );
}

/** Whom the note names, each once. */
function mentionsIn(html: string): string[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const ids = [...page.querySelectorAll('[data-type="mention"][data-id]')].map((mention) => mention.getAttribute('data-id') ?? '');
  return [...new Set(ids)];
}
