import { render } from 'preact';
import { Chat } from './chat/chat.ts';
import { Draft } from './chat/draft.ts';
import { watchPage } from './chat/page.ts';
import { Refused, Server } from './chat/server.ts';
import type { Door } from './door.ts';
import { textsIn } from './lib/language.ts';
import { keepIn } from './lib/storage.ts';
import { standOn } from './stand-on.ts';
import type { Tag } from './tag.ts';
import { App } from './ui/app.tsx';
import { Widget } from './ui/widget-context.ts';

const OPEN = 'open';

/** Asks how the chat is to be, and puts it on the page. Where there is none, nothing is shown. */
export async function start(tag: Tag, door: Door): Promise<void> {
  const server = new Server(tag.origin, tag.key);
  const config = await server.config(tag.language).catch((error: unknown) => {
    if (error instanceof Refused && error.code === 'foreign_origin') {
      console.warn(`Balie: ${location.hostname} is not among the domains that the settings of this chat allow.`);
    }
    return undefined;
  });
  if (!config) return;
  const language = tag.language ?? config.language;
  const kept = keepIn(() => localStorage, `balie:${tag.key}:`);
  const ofThisTab = keepIn(() => sessionStorage, `balie:${tag.key}:`);
  const chat = new Chat(server, kept, config, language);
  const root = standOn(document, config.colour, tag.side, language);
  render(
    <Widget.Provider value={{ chat, language, texts: textsIn(language), draft: new Draft(chat, ofThisTab), root }}>
      <App />
    </Widget.Provider>,
    root,
  );
  const setOpen = (isOpen: boolean) => {
    if (chat.state.get().isOpen !== isOpen) chat.setOpen(isOpen);
  };
  // On the next page it is as on this one.
  chat.state.watch(() => {
    if (chat.state.get().isOpen) ofThisTab.set(OPEN, 'yes');
    else ofThisTab.remove(OPEN);
  });
  if (ofThisTab.get(OPEN)) setOpen(true);
  watchPage(() => chat.movedTo());
  door.letIn({
    identify: (identity) => chat.identify(identity),
    context: (context) => chat.tell(context),
    open: () => setOpen(true),
    close: () => setOpen(false),
    logout: () => chat.logout(),
  });
}
