import type { ChatFace } from '@balie/shared/contracts/chat.ts';
import { useState } from 'preact/hooks';
import { useWidget } from './widget-context.ts';

/** A colleague's picture, or initials where there is none. The name stands beside it. */
export function Face({ face }: { face: ChatFace }) {
  const { chat } = useWidget();
  const [broken, setBroken] = useState<string>();
  const { picture } = face;
  if (!picture || picture === broken) {
    return (
      <span class="face" aria-hidden="true">
        {initialsOf(face.name)}
      </span>
    );
  }
  return <img class="face" src={chat.server.absolute(picture)} alt="" onError={() => setBroken(picture)} />;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}
