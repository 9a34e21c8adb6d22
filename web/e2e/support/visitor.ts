import { randomUUID } from 'node:crypto';
import { type ChatMessage, chatSession } from '@balie/shared/contracts/chat.ts';
import { io, type Socket } from 'socket.io-client';

interface Shop {
  /** Of the server. */
  readonly url: string;
  readonly key: string;
  /** Of the shop's pages. */
  readonly site: string;
}

/** Somebody on a shop's page, by what their widget says to the server. */
export class Visitor {
  readonly heard: ChatMessage[] = [];
  readonly typing: unknown[] = [];

  private constructor(private readonly socket: Socket) {
    socket.on('message', (message: ChatMessage) => {
      this.heard.push(message);
      socket.emit('received', { messageId: message.id });
    });
    socket.on('typing', (face: unknown) => this.typing.push(face));
  }

  static async arrive({ url, key, site }: Shop): Promise<Visitor> {
    await fetch(`${url}/api/chat/${key}`, { headers: { origin: site } });
    const page = { url: `${site}/hanglamp-koper`, title: 'Hanglamp Koper 40 cm', referrer: 'https://www.google.com/' };
    const answer = await fetch(`${url}/api/chat/${key}/sessions`, {
      method: 'POST',
      headers: {
        origin: site,
        'content-type': 'application/json',
        'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
      },
      body: JSON.stringify({ page, language: 'nl' }),
    });
    const { visitorToken } = chatSession.parse(await answer.json());
    const socket = io(`${url}/chat`, { transports: ['websocket'], auth: { key, visitorToken }, extraHeaders: { origin: site } });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return new Visitor(socket);
  }

  say(text: string): Promise<unknown> {
    return this.socket.emitWithAck('message', { clientId: randomUUID(), text });
  }

  tell(event: string, packet: object): Promise<unknown> {
    return this.socket.emitWithAck(event, packet);
  }

  leave(): void {
    this.socket.disconnect();
  }
}
