import { useRef, useState } from 'preact/hooks';
import { demandsOf } from '../chat/chat-state.ts';
import { LONGEST_TEXT } from '../chat/draft.ts';
import { fill } from '../lib/language.ts';
import { looksLikeMailAddress } from '../lib/mail-address.ts';
import { Field } from './field.tsx';
import { useChatState, useStore, useWidget } from './widget-context.ts';

/** What the shop wants to know first, together with the first message: one form, sent once. */
export function FirstForm() {
  const { chat, draft, texts } = useWidget();
  const state = useChatState();
  const { text } = useStore(draft.state);
  const demands = demandsOf(state);
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [isJudged, setJudged] = useState(false);
  const begun = state.messages.length > 0 || state.outgoing.length > 0;
  const faults = isJudged ? judge() : {};

  function judge(): { name?: string; email?: string; text?: string } {
    const { details, composer } = texts;
    const address = email.trim();
    const needsMail = demands.email === 'required' && address === '';
    const wrongMail = address !== '' && !looksLikeMailAddress(address);
    const tooLong = text.length - LONGEST_TEXT;
    return {
      ...(demands.name === 'required' && name.trim() === '' ? { name: details.nameMissing } : {}),
      ...(needsMail ? { email: details.emailMissing } : wrongMail ? { email: details.emailWrong } : {}),
      ...(!begun && text.trim() === '' ? { text: details.messageMissing } : {}),
      ...(tooLong > 0 ? { text: fill(composer.tooLong, { count: tooLong }) } : {}),
    };
  }

  function send(): void {
    setJudged(true);
    const [first] = Object.keys(judge());
    if (first) {
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    // Before the message: the server is to know whom to answer.
    if (name.trim() || email.trim()) chat.tellDetails({ name: name.trim(), email: email.trim() });
    draft.send();
  }

  return (
    <form
      ref={form}
      class="first"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {demands.name !== 'off' && (
        <Field
          name="name"
          label={texts.details.name}
          hint={demands.name === 'optional' ? texts.details.optional : ''}
          autoComplete="name"
          value={name}
          fault={faults.name}
          onChange={setName}
        />
      )}
      {demands.email !== 'off' && (
        <Field
          name="email"
          type="email"
          label={texts.details.email}
          hint={demands.email === 'optional' ? texts.details.optional : ''}
          autoComplete="email"
          value={email}
          fault={faults.email}
          onChange={setEmail}
        />
      )}
      {!begun && (
        <Field
          name="text"
          type="area"
          label={texts.details.message}
          value={text}
          fault={faults.text}
          onChange={(words) => draft.write(words)}
        />
      )}
      <button type="submit" class="primary">
        {texts.details.start}
      </button>
    </form>
  );
}
