import { useEffect, useState } from 'preact/hooks';
import { promiseWords } from '../lib/promise-words.ts';
import { Face } from './face.tsx';
import { CloseIcon } from './icons.tsx';
import { useChatState, useWidget } from './widget-context.ts';

const MOST_FACES = 3;
/** "Today" becomes "tomorrow", and a promise is over, while the panel stands open. */
const LOOK_AGAIN_MS = 30_000;

/** Which shop, who answers, and when. */
export function Header() {
  const { chat, texts, language } = useWidget();
  const { config, availability } = useChatState();
  const now = useNow();
  return (
    <div class="header">
      {config.faces.length > 0 && (
        <div class="faces">
          {config.faces.slice(0, MOST_FACES).map((face) => (
            <Face key={face.name} face={face} />
          ))}
        </div>
      )}
      <div class="who">
        <h2>{config.shopName}</h2>
        <p>{promiseWords(availability, now, language, texts)}</p>
      </div>
      <button type="button" class="quiet" aria-label={texts.panel.close} title={texts.panel.close} onClick={() => chat.setOpen(false)}>
        <CloseIcon />
      </button>
    </div>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
