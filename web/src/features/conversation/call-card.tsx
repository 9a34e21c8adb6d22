import type { CallFacts } from '@balie/shared/contracts/calls.ts';
import type { Message } from '@balie/shared/contracts/tickets.ts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconPhone,
  IconPhoneCall,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPlayerPlay,
  type TablerIcon,
} from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAllowed } from '../../lib/me.ts';
import { duration, readableNumber, useCallWords } from '../../lib/tickets/call-words.ts';
import { useAgents } from '../../lib/tickets/names.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './call-card.module.css';
import { CallWrapUp } from './call-wrap-up.tsx';

interface CallCardProps {
  readonly message: Message;
  readonly call: CallFacts;
}

/** A telephone call in the conversation: which way, what became of it, how long, who spoke, and what came of it. */
export const CallCard = memo(function CallCard({ message, call }: CallCardProps) {
  const { t } = useTranslation('conversation');
  const words = useCallWords();
  const mayWrite = useAllowed('tickets:update');
  const [writing, writingIs] = useDisclosure(false);
  const facts = useFacts(call);
  const title = words.of(call);
  const Icon = iconOf(call);
  const waits = call.outcome === 'missed' && !call.calledBackAt;
  const { wrapUp } = call;
  return (
    <article
      className={styles.card}
      data-direction={call.direction}
      data-missed={waits || undefined}
      aria-label={`${title}, ${message.author.name}`}
    >
      <header className={styles.header}>
        <span className={styles.icon}>
          <Icon size={18} stroke={1.75} aria-hidden />
        </span>
        <span className={styles.title}>{title}</span>
        {call.number ? (
          <span className={styles.number}>{readableNumber(call.number)}</span>
        ) : (
          <span className={styles.number}>{t('call.withheld')}</span>
        )}
        <RelativeTime at={call.rangAt} className={styles.when} />
      </header>
      {facts.length > 0 ? <p className={styles.facts}>{facts.join(' · ')}</p> : null}
      {wrapUp && !writing ? (
        <div className={styles.wrapUp}>
          <p className={styles.result}>
            {[wrapUp.result ? t(`call.result.${wrapUp.result}`) : '', wrapUp.reason].filter(Boolean).join(' · ')}
          </p>
          {wrapUp.note ? <p className={styles.note}>{wrapUp.note}</p> : null}
        </div>
      ) : null}
      {writing ? <CallWrapUp call={call} onDone={writingIs.close} /> : null}
      {writing ? null : (
        <div className={styles.verbs}>
          {waits && call.number ? (
            <Button
              component="a"
              href={`tel:${call.number}`}
              variant="default"
              size="compact-sm"
              leftSection={<IconPhone size={15} stroke={1.75} aria-hidden />}
            >
              {t('call.callBack')}
            </Button>
          ) : null}
          {call.recordingUrl ? (
            <Button
              component="a"
              href={call.recordingUrl}
              target="_blank"
              rel="noopener noreferrer"
              variant="default"
              size="compact-sm"
              leftSection={<IconPlayerPlay size={15} stroke={1.75} aria-hidden />}
            >
              {t('call.recording')}
            </Button>
          ) : null}
          {mayWrite && call.state !== 'ringing' && (call.outcome !== 'missed' || waits) ? (
            <Button variant="subtle" size="compact-sm" onClick={writingIs.open}>
              {t(wrapUp ? 'call.change' : 'call.write')}
            </Button>
          ) : null}
        </div>
      )}
    </article>
  );
});

function useFacts(call: CallFacts): string[] {
  const { t } = useTranslation('conversation');
  const agents = useAgents();
  const name = (call.agent?.id ? agents.get(call.agent.id)?.name : undefined) ?? call.agent?.name;
  const passedOn = (call.passedOnTo?.id ? agents.get(call.passedOnTo.id)?.name : undefined) ?? call.passedOnTo?.name;
  const spoke = call.outcome === 'answered' && (call.talkSeconds ?? 0) > 0;
  return [
    spoke ? t('call.talked', { time: duration(call.talkSeconds ?? 0) }) : undefined,
    call.waitSeconds === null
      ? undefined
      : t(call.direction === 'inbound' ? 'call.waited' : 'call.rang', { time: duration(call.waitSeconds) }),
    name ? t('call.with', { name }) : undefined,
    passedOn ? t('call.passedOn', { name: passedOn }) : undefined,
  ].filter((fact) => fact !== undefined);
}

function iconOf({ direction, state, outcome }: CallFacts): TablerIcon {
  if (state !== 'ended') return IconPhoneCall;
  if (outcome === 'answered') return direction === 'inbound' ? IconPhoneIncoming : IconPhoneOutgoing;
  return IconPhoneOff;
}
