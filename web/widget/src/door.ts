import type { ChatContext, ChatIdentity } from '@balie/shared/contracts/chat.ts';

/**
 * What a shop's page may ask of the chat, as `window.Balie`: the one name the widget puts on the page.
 *
 * The script comes when it comes. A page that cannot wait queues its wishes; they are done as soon as it is there:
 *
 *     window.Balie = window.Balie || [];
 *     Balie.push(['identify', { jwt: '…' }], ['context', { cart: { items: [] } }]);
 */
export interface BalieOnPage {
  /**
   * Says who the customer is, vouched for by the shop's server: `{ jwt }`, signed with the chat's secret, or `{ userId,
   * hmac, email, name }`. They find their conversation on every device.
   */
  identify(identity: ChatIdentity): void;
  /** What lies in the cart, and which order it is about; the agent sees it. Null takes back what was told before. */
  context(context: ChatContext): void;
  open(): void;
  close(): void;
  /** The customer signs out of the shop: whoever sits here next sees nothing of the conversation. */
  logout(): void;
  push(...wishes: Wish[]): void;
}
type Action = Exclude<keyof BalieOnPage, 'push'>;
type Wish = readonly [Action, ...unknown[]];
export type Inside = Pick<BalieOnPage, Action>;

/** Between the page and the chat, which is not there yet: keeps what the page asks for until it is let in. */
export class Door {
  private waiting: Wish[] = [];
  private inside: Inside | undefined;

  knock(...wishes: Wish[]): void {
    for (const wish of wishes) {
      if (this.inside) this.fulfil(this.inside, wish);
      else this.waiting.push(wish);
    }
  }

  letIn(inside: Inside): void {
    this.inside = inside;
    const { waiting } = this;
    this.waiting = [];
    this.knock(...waiting);
  }

  private fulfil(inside: Inside, [action, ...given]: Wish): void {
    const actions: Record<Action, (given: never) => void> = {
      identify: (identity) => inside.identify(identity),
      context: (context) => inside.context(context),
      open: () => inside.open(),
      close: () => inside.close(),
      logout: () => inside.logout(),
    };
    // A page may write anything.
    const known = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (known) known(given[0] as never);
    else console.warn(`Balie: there is no "${String(action)}".`);
  }
}

export function openDoor(): Door {
  const door = new Door();
  const page = window as unknown as { Balie?: unknown };
  const queued = page.Balie;
  const onPage: BalieOnPage = Object.freeze({
    identify: (identity: ChatIdentity) => door.knock(['identify', identity]),
    context: (context: ChatContext) => door.knock(['context', context]),
    open: () => door.knock(['open']),
    close: () => door.knock(['close']),
    logout: () => door.knock(['logout']),
    push: (...wishes: Wish[]) => door.knock(...wishes),
  });
  page.Balie = onPage;
  if (Array.isArray(queued)) door.knock(...(queued as Wish[]));
  return door;
}
