import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { LONGEST_TEXT, MOST_FILES, type Upload } from '../chat/draft.ts';
import { fill } from '../lib/language.ts';
import { AgainIcon, ClipIcon, CloseIcon, FileIcon, SendIcon } from './icons.tsx';
import { sizeWords } from './time-words.ts';
import { useChatState, useStore, useWidget } from './widget-context.ts';

/** Where the visitor writes. Enter sends; where there is no real keyboard it begins a new line. */
export function Composer() {
  const { chat, draft, texts } = useWidget();
  const { text, uploads } = useStore(draft.state);
  const area = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  useGrowing(area, text);
  // What was written elsewhere would be sent by a session that has to begin anyway.
  useEffect(() => () => chat.typing.stop(), []);
  const send = () => {
    draft.send();
    area.current?.focus();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Complaints />
      {uploads.length > 0 && (
        <ul class="uploads">
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
      <div class="field">
        <input
          ref={picker}
          class="hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden="true"
          onChange={({ currentTarget }) => {
            draft.add(currentTarget.files ?? []);
            currentTarget.value = '';
          }}
        />
        <button
          type="button"
          class="quiet"
          aria-label={texts.composer.attach}
          title={texts.composer.attach}
          onClick={() => picker.current?.click()}
        >
          <ClipIcon />
        </button>
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label={texts.composer.label}
          placeholder={texts.composer.placeholder}
          enterkeyhint={hasKeyboard() ? 'send' : 'enter'}
          onInput={({ currentTarget }) => {
            draft.write(currentTarget.value);
            if (currentTarget.value.trim() !== '') {
              void chat.session.begin();
              chat.typing.press();
            } else chat.typing.stop();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !hasKeyboard()) return;
            event.preventDefault();
            send();
          }}
          onPaste={(event) => {
            const files = event.clipboardData?.files;
            if (!files?.length) return;
            event.preventDefault();
            draft.add(files);
          }}
        />
        <button type="submit" class="send" aria-label={texts.composer.send} title={texts.composer.send} disabled={!draft.isReady}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}

const hasKeyboard = () => !matchMedia('(pointer: coarse)').matches;

/** As high as what is written, up to what `composer.css` allows. */
function useGrowing(area: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const { current } = area;
    // Where the browser can do it by itself, it does it better.
    if (!current || CSS.supports('field-sizing', 'content')) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);
}

function Complaints() {
  const { draft, texts, language } = useWidget();
  const { config } = useChatState();
  const { text, complaint } = useStore(draft.state);
  const values = complaint && {
    name: complaint.name,
    size: sizeWords(complaint.sizeBytes, language),
    limit: sizeWords(config.maxFileBytes, language),
    count: MOST_FILES,
  };
  return (
    <div role="alert">
      {complaint && values && <p class="complaint">{fill(texts.files[complaint.about], values)}</p>}
      {text.length > LONGEST_TEXT && <p class="complaint">{fill(texts.composer.tooLong, { count: text.length - LONGEST_TEXT })}</p>}
    </div>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { draft, texts, language } = useWidget();
  const { id, name, share, file, failed, sizeBytes } = upload;
  const percent = Math.round(share * 100);
  return (
    <li class={failed ? 'bad' : ''}>
      <FileIcon />
      <span>
        <span class="file-name">{name}</span>
        <small>{failed ? fill(texts.files.failed, { name: '' }).trim() : sizeWords(sizeBytes, language)}</small>
      </span>
      {!file && !failed && <progress max={100} value={percent} aria-label={fill(texts.files.uploading, { name, percent })} />}
      {failed && (
        <button type="button" class="quiet small" aria-label={fill(texts.files.retry, { name })} onClick={() => draft.retry(id)}>
          <AgainIcon />
        </button>
      )}
      <button type="button" class="quiet small" aria-label={fill(texts.files.remove, { name })} onClick={() => draft.remove(id)}>
        <CloseIcon />
      </button>
    </li>
  );
}
