import type { ChatLook, UpdateChatRequest } from '@balie/shared/contracts/chat-desk.ts';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../../ui/choice.tsx';
import { Setting } from '../../../../ui/page.tsx';

const ANSWER_WITHIN = [15, 30, 60, 120, 240, 480];
const MAIL_AFTER = [1, 2, 5, 10, 30, 60];

interface ChatPromiseProps {
  readonly look: ChatLook;
  readonly mailWorks: boolean;
  readonly onChange: (changes: UpdateChatRequest) => void;
}

/** What is promised to who asks while it is closed, and what becomes of answers that nobody waits for. */
export function ChatPromise({ look, mailWorks, onChange }: ChatPromiseProps) {
  const { t } = useTranslation('chat');
  return (
    <>
      <Setting
        label={
          <Trans
            t={t}
            i18nKey="hours.promise"
            components={{
              value: (
                <Minutes
                  label={t('hours.promiseLabel')}
                  value={look.answerWithinMinutes}
                  amounts={ANSWER_WITHIN}
                  onChange={(answerWithinMinutes) => onChange({ answerWithinMinutes })}
                />
              ),
            }}
          />
        }
        hint={t('hours.promiseHint')}
      />
      <Setting
        label={
          <Trans
            t={t}
            i18nKey="hours.mail"
            components={{
              value: (
                <Minutes
                  label={t('hours.mailLabel')}
                  value={look.mailAfterMinutes}
                  amounts={MAIL_AFTER}
                  onChange={(mailAfterMinutes) => onChange({ mailAfterMinutes })}
                />
              ),
            }}
          />
        }
        hint={t(mailWorks ? 'hours.mailHint' : 'hours.mailMissing')}
      />
    </>
  );
}

interface MinutesProps {
  readonly label: string;
  readonly value: number;
  readonly amounts: readonly number[];
  readonly onChange: (minutes: number) => void;
}

function Minutes({ label, value, amounts, onChange }: MinutesProps) {
  const { t } = useTranslation('chat');
  const words = (minutes: number) =>
    minutes % 60 === 0 ? t('hours.hours', { count: minutes / 60 }) : t('hours.minutes', { count: minutes });
  const all = [...new Set([...amounts, value])].sort((one, other) => one - other);
  return (
    <Choice
      label={label}
      value={String(value)}
      options={all.map((amount) => ({ value: String(amount), label: words(amount) }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
