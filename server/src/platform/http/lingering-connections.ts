import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** So long a server that ends waits for those who are still connected: answers under way get out, then it is cut short. */
const LINGER_MS = 3_000;

/**
 * A server that closes waits for every connection, also for one that came in while it was closing and will never be
 * answered (a console that connects anew, say). This ends them.
 */
export class LingeringConnections {
  private readonly open = new Set<Socket>();

  constructor(server: Server) {
    server.on('connection', (socket: Socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  /** @returns calls it off */
  cutSoon(): () => void {
    const cut = () => {
      for (const socket of this.open) socket.destroy();
    };
    const timer = setInterval(cut, LINGER_MS);
    return () => clearInterval(timer);
  }
}
