/** A way for packets between the browser and the server. */
export interface Wire {
  send(packet: string): void;
  close(): void;
}
export interface WireListener {
  readonly packet: (packet: string) => void;
  /** Once, for whatever reason, also when it never came up. */
  readonly gone: () => void;
}

const address = (origin: string, transport: 'websocket' | 'polling') => `${origin}/socket.io/?EIO=4&transport=${transport}`;

export function openWebSocket(origin: string, listener: WireListener): Wire {
  const socket = new WebSocket(address(origin.replace(/^http/, 'ws'), 'websocket'));
  socket.onmessage = ({ data }) => listener.packet(String(data));
  socket.onclose = () => listener.gone();
  return {
    send: (packet) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(packet);
    },
    close: () => socket.close(),
  };
}

/** Between packets of one request. */
const SEPARATOR = '\x1e';

/** Long requests one after the other, for networks that let no WebSocket through. */
export function openPolling(origin: string, listener: WireListener): Wire {
  const ending = new AbortController();
  let session = '';
  let queue: string[] = [];
  let isSending = false;
  let isGone = false;
  const gone = () => {
    if (isGone) return;
    isGone = true;
    ending.abort();
    listener.gone();
  };
  const ask = async (init: RequestInit): Promise<string> => {
    const response = await fetch(address(origin, 'polling') + session, { ...init, signal: ending.signal, credentials: 'omit' });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  };
  const listen = async () => {
    while (!isGone) {
      for (const packet of (await ask({})).split(SEPARATOR)) {
        if (packet.startsWith('0')) session = `&sid=${encodeURIComponent((JSON.parse(packet.slice(1)) as { sid: string }).sid)}`;
        // The server ends it.
        if (packet === '1') gone();
        else listener.packet(packet);
      }
    }
  };
  const flush = async () => {
    if (isSending) return;
    isSending = true;
    while (queue.length > 0 && !isGone) {
      const body = queue.join(SEPARATOR);
      queue = [];
      await ask({ method: 'POST', headers: { 'content-type': 'text/plain;charset=UTF-8' }, body });
    }
    isSending = false;
  };
  listen().catch(gone);
  return {
    send: (packet) => {
      queue.push(packet);
      flush().catch(gone);
    },
    close: gone,
  };
}
