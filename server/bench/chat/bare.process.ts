import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';

/** Bare socket.io with the rooms of the chat: visitors in one namespace, agents in the other, and nothing in between. */
const http = createServer();
const io = new Server(http, { serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', async ({ id }: { id: string }, done: () => void) => {
    await socket.join(`visitor:${id}`);
    done();
  });
});
io.of('/chat').on('connection', (socket) => {
  const visitorId = String(socket.handshake.auth['visitorId']);
  socket.on('typing', ({ typing }: { typing: boolean }, done?: (answer: object) => void) => {
    io.local.to(`visitor:${visitorId}`).emit('visitor.typing', { visitorId, typing });
    done?.({ ok: true });
  });
});
http.listen(0, '127.0.0.1', () => process.send?.({ port: (http.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());
