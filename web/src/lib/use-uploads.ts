import { type Attachment } from '@balie/shared/contracts/files.ts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { v4 as newId } from 'uuid';
import { uploadFile } from './upload.ts';

export interface Upload {
  readonly key: string;
  readonly file: File;
  readonly inline: boolean;
  /** Between 0 and 1. */
  readonly progress: number;
  readonly error: unknown;
}

export interface Uploads {
  /** On their way, or stranded. What arrived is handed to `onArrived` and leaves this list. */
  readonly pending: readonly Upload[];
  add(files: readonly File[], options?: { inline?: boolean }): void;
  cancel(key: string): void;
  retry(key: string): void;
}

/** Files on their way to the server, while the component is shown. */
export function useUploads(onArrived: (file: Attachment) => void): Uploads {
  const [pending, setPending] = useState<readonly Upload[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const arrived = useRef(onArrived);
  useEffect(() => {
    arrived.current = onArrived;
  });
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const control of all.values()) control.abort();
    };
  }, []);

  const patch = useCallback((key: string, change: Partial<Upload>) => {
    setPending((before) => before.map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
  }, []);
  const drop = useCallback((key: string) => {
    running.current.get(key)?.abort();
    running.current.delete(key);
    setPending((before) => before.filter((upload) => upload.key !== key));
  }, []);
  const start = useCallback(
    (key: string, file: File, inline: boolean) => {
      const control = new AbortController();
      running.current.set(key, control);
      uploadFile(file, { inline, signal: control.signal, onProgress: (progress) => patch(key, { progress }) }).then(
        (attachment) => {
          drop(key);
          arrived.current(attachment);
        },
        (error: unknown) => {
          if (!control.signal.aborted) patch(key, { error });
        },
      );
    },
    [patch, drop],
  );
  const add = useCallback(
    (files: readonly File[], { inline = false } = {}) => {
      const fresh = files.map((file): Upload => ({ key: newId(), file, inline, progress: 0, error: undefined }));
      setPending((before) => [...before, ...fresh]);
      for (const { key, file } of fresh) start(key, file, inline);
    },
    [start],
  );
  const known = useRef(pending);
  known.current = pending;
  const retry = useCallback(
    (key: string) => {
      const upload = known.current.find((one) => one.key === key);
      if (!upload) return;
      patch(key, { error: undefined, progress: 0 });
      start(key, upload.file, upload.inline);
    },
    [patch, start],
  );
  return { pending, add, cancel: drop, retry };
}
