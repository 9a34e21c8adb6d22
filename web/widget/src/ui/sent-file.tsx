import type { ChatFile } from '@balie/shared/contracts/chat.ts';
import { useState } from 'preact/hooks';
import { fill } from '../lib/language.ts';
import { FileIcon } from './icons.tsx';
import { sizeWords } from './time-words.ts';
import { useWidget } from './widget-context.ts';

const PICTURE = /^image\/(?:png|jpeg|gif|webp|avif)$/;

/** A picture is shown, everything else is a card; both open the file beside the page. */
export function SentFile({ file }: { file: ChatFile }) {
  const { chat, texts, language } = useWidget();
  const [isBroken, setBroken] = useState(false);
  const address = chat.server.absolute(file.url);
  const label = fill(texts.files.openFile, { name: file.name, size: sizeWords(file.sizeBytes, language) });
  const isPicture = PICTURE.test(file.contentType) && !isBroken;
  return (
    <a class={isPicture ? 'picture' : 'file'} href={address} target="_blank" rel="noopener noreferrer" aria-label={label}>
      {isPicture ? (
        <img src={address} alt={file.name} onError={() => setBroken(true)} />
      ) : (
        <>
          <FileIcon />
          <span>
            {file.name}
            <small>{sizeWords(file.sizeBytes, language)}</small>
          </span>
        </>
      )}
    </a>
  );
}
