import { useState } from 'preact/hooks';
import { fill } from '../lib/language.ts';
import { looksLikeMailAddress } from '../lib/mail-address.ts';
import { Field } from './field.tsx';
import { useChatState, useWidget } from './widget-context.ts';

/** Whoever asked something may have to go before there is an answer: it then comes by mail. */
export function LeaveAddress() {
  const { chat, texts } = useWidget();
  const { config, visitor, toldDetails, messages, outgoing, detailsDemanded } = useChatState();
  const [email, setEmail] = useState('');
  const [isWrong, setWrong] = useState(false);
  const hasAsked = messages.some(({ from }) => from === 'visitor') || outgoing.length > 0;
  const known = toldDetails?.email || visitor?.email;
  const isAnswered = messages.at(-1)?.from === 'shop' && outgoing.length === 0;
  if (!hasAsked || detailsDemanded || (!known && (config.preChat.email === 'off' || visitor?.verified))) return null;
  // Whoever has their answer is not asked for more.
  if (isAnswered) return null;
  // Nothing is promised of what has not arrived.
  if (known && (toldDetails || outgoing.length > 0)) return null;
  if (known) return <p class="faint">{fill(texts.details.saved, { email: known })}</p>;
  return (
    <form
      class="card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!looksLikeMailAddress(email.trim()));
        if (looksLikeMailAddress(email.trim())) chat.tellDetails({ name: '', email: email.trim() });
      }}
    >
      <p>{texts.details.ask}</p>
      <div class="in-line">
        <Field
          name="email"
          type="email"
          label={texts.details.email}
          autoComplete="email"
          value={email}
          fault={isWrong ? texts.details.emailWrong : undefined}
          onChange={setEmail}
        />
        <button type="submit" class="primary">
          {texts.details.save}
        </button>
      </div>
    </form>
  );
}
