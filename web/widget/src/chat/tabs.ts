/** What tabs of one shop tell each other; what the server tells all of them is not repeated here. */
export type Told =
  | { readonly kind: 'read'; readonly upTo: string }
  | { readonly kind: 'logout' }
  | { readonly kind: 'outgoing' }
  | { readonly kind: 'begun' };

export class Tabs {
  private readonly channel: BroadcastChannel | undefined;

  constructor(key: string, hear: (told: Told) => void) {
    try {
      this.channel = new BroadcastChannel(`balie-${key}`);
      this.channel.onmessage = ({ data }) => hear(data as Told);
    } catch {
      // A page that may keep nothing may not speak to its tabs either: each is alone.
    }
  }

  tell(told: Told): void {
    this.channel?.postMessage(told);
  }
}
