import type { Group, ShownMessage } from '../chat/grouping.ts';
import { isEmojiOnly, piecesOf } from '../lib/links.ts';
import { Face } from './face.tsx';
import { AlertIcon, CheckIcon, ChecksIcon, ClockIcon } from './icons.tsx';
import { SentFile } from './sent-file.tsx';
import { clockWords } from './time-words.ts';
import { useChatState, useWidget } from './widget-context.ts';

/** What one person wrote in one go: who, what, when, and how far it is. */
export function MessageGroup({ group, isLast }: { group: Group; isLast: boolean }) {
  const { language, texts } = useWidget();
  const { config } = useChatState();
  const last = group.messages.at(-1);
  const isMine = group.from === 'visitor';
  const name = isMine ? texts.messages.you : (group.author?.name ?? config.shopName);
  return (
    <article class={`group ${group.from}`} aria-label={name}>
      {!isMine && <Face face={group.author ?? { name: config.shopName, picture: null }} />}
      <div class="bubbles">
        {!isMine && <p class="name">{name}</p>}
        {group.messages.map((message) => (
          <Bubble key={message.key} message={message} />
        ))}
        {last && (
          <p class="meta">
            <time dateTime={new Date(last.at).toISOString()}>{clockWords(last.at, language)}</time>
            {isMine && <HowFar message={last} isLast={isLast} />}
          </p>
        )}
      </div>
    </article>
  );
}

function Bubble({ message }: { message: ShownMessage }) {
  const { chat, texts } = useWidget();
  const { text, files, state, failed } = message;
  return (
    <>
      {text !== '' && (
        <p class={`bubble ${state}${isEmojiOnly(text) ? ' emoji' : ''}`}>
          {piecesOf(text).map((piece) =>
            piece.href ? (
              <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow ugc">
                {piece.text}
              </a>
            ) : (
              piece.text
            ),
          )}
        </p>
      )}
      {files.map((file) => (
        <SentFile key={file.id} file={file} />
      ))}
      {state === 'failed' && (
        <p class="failed-why" role="alert">
          <AlertIcon />
          {(failed && texts.problem[failed as keyof typeof texts.problem]) ?? texts.problem.invalid_request}{' '}
          <button type="button" class="link" onClick={() => chat.outbox.retry(message.key)}>
            {texts.messages.retry}
          </button>{' '}
          <button type="button" class="link" onClick={() => chat.outbox.remove(message.key)}>
            {texts.messages.discard}
          </button>
        </p>
      )}
    </>
  );
}

function HowFar({ message, isLast }: { message: ShownMessage; isLast: boolean }) {
  const { texts } = useWidget();
  const { line } = useChatState();
  const { sending, waiting, sent, read, failed } = texts.messages;
  switch (message.state) {
    case 'sending':
      return (
        <span>
          <ClockIcon /> {line === 'down' ? waiting : sending}
        </span>
      );
    case 'failed':
      return <span>{failed}</span>;
    case 'read':
      return (
        <span class="read">
          <ChecksIcon /> {isLast ? read : <span class="hidden">{read}</span>}
        </span>
      );
    default:
      return (
        <span>
          <CheckIcon /> {isLast ? sent : <span class="hidden">{sent}</span>}
        </span>
      );
  }
}
