import type { ChatLook, UpdateChatRequest } from '@balie/shared/contracts/chat-desk.ts';
import { ColorInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Choice } from '../../../../ui/choice.tsx';
import { Setting } from '../../../../ui/page.tsx';
import own from './chat.module.css';
import { COLOURS } from './colours.ts';
import { domainOf } from './domain-of.ts';

type Demand = ChatLook['preChat']['name'];
const DEMANDS: readonly Demand[] = ['off', 'optional', 'required'];

interface ChatAppearanceProps {
  readonly look: ChatLook;
  readonly onChange: (changes: UpdateChatRequest) => void;
}

/** Colour, greeting, what is asked first, and where the chat may stand. */
export function ChatAppearance({ look, onChange }: ChatAppearanceProps) {
  const { t } = useTranslation('chat');
  const demand = (field: 'name' | 'email') => (
    <Choice
      label={t(`look.${field}`)}
      value={look.preChat[field]}
      options={DEMANDS.map((value) => ({ value, label: t(`look.demand.${value}`) }))}
      onChange={(value) => onChange({ preChat: { ...look.preChat, [field]: value } })}
    />
  );
  return (
    <>
      <Setting label={t('look.colour')} hint={t('look.colourHint')}>
        <ColorInput
          aria-label={t('look.colour')}
          className={own.colour ?? ''}
          format="hex"
          swatches={[...COLOURS]}
          withEyeDropper={false}
          defaultValue={look.colour}
          onChangeEnd={(colour) => {
            if (/^#[0-9a-f]{6}$/i.test(colour) && colour !== look.colour) onChange({ colour });
          }}
        />
      </Setting>
      {(['nl', 'en'] as const).map((language) => (
        <Setting key={language} label={t(`look.greetingIn.${language}`)} hint={t('look.greetingHint')}>
          <Written
            label={t(`look.greetingIn.${language}`)}
            value={look.greeting[language]}
            onSave={(text) => onChange({ greeting: { ...look.greeting, [language]: text } })}
          />
        </Setting>
      ))}
      <Setting
        label={<Trans t={t} i18nKey="look.language" components={{ value: <LanguageChoice look={look} onChange={onChange} /> }} />}
        hint={t('look.languageHint')}
      />
      <Setting
        label={<Trans t={t} i18nKey="look.asks" components={{ name: demand('name'), email: demand('email') }} />}
        hint={t('look.asksHint')}
      />
      <Setting label={t('look.domains')} hint={t('look.domainsHint')}>
        <Domains domains={look.domains} onSave={(domains) => onChange({ domains })} />
      </Setting>
    </>
  );
}

function LanguageChoice({ look, onChange }: ChatAppearanceProps) {
  const { t } = useTranslation('chat');
  return (
    <Choice
      label={t('look.languageLabel')}
      value={look.language}
      options={(['nl', 'en'] as const).map((value) => ({ value, label: t(`look.languages.${value}`) }))}
      onChange={(language) => onChange({ language })}
    />
  );
}

/** Kept when it is left. */
function Written({ label, value, onSave }: { readonly label: string; readonly value: string; readonly onSave: (text: string) => void }) {
  const { t } = useTranslation('chat');
  const [text, setText] = useState(value);
  return (
    <Textarea
      aria-label={label}
      className={own.written ?? ''}
      placeholder={t('look.greetingDefault')}
      autosize
      maxLength={500}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => text.trim() !== value && onSave(text.trim())}
    />
  );
}

function Domains({ domains, onSave }: { readonly domains: readonly string[]; readonly onSave: (domains: string[]) => void }) {
  const { t } = useTranslation('chat');
  const [text, setText] = useState(domains.join(', '));
  const given = text.split(/[\s,]+/).filter((one) => one !== '');
  const found = given.map(domainOf).filter((one) => one !== undefined);
  const wrong = found.length < given.length || found.length === 0;
  return (
    <TextInput
      aria-label={t('look.domains')}
      className={own.written ?? ''}
      value={text}
      error={wrong ? t('look.siteWrong') : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => !wrong && found.join() !== domains.join() && onSave([...new Set(found)])}
    />
  );
}
