import type http from 'node:http';

/**
 * Lets a fake answer what is asked of it. Whoever asks may be gone in the middle of their question, as a server that is
 * stopped: that must not end the process that the fake stands in, with all the others who use it.
 */
export function answerRequests(
  server: http.Server,
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => Promise<void>,
): void {
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
    });
  });
}
