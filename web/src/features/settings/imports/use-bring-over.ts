import type { CreateImportRequest } from '@balie/shared/contracts/imports.ts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { bringOver, readImportsAgain } from './imports.queries.ts';

/** Files on their way. Whoever leaves the page meanwhile is asked: it would end there. */
export function useBringOver(onDone: () => void) {
  const [progress, setProgress] = useState(0);
  const running = useRef<AbortController>(undefined);
  const upload = useMutation({
    mutationFn: ({ request, files }: { request: CreateImportRequest; files: readonly File[] }) => {
      const control = new AbortController();
      running.current = control;
      setProgress(0);
      return bringOver(request, files, { onProgress: setProgress, signal: control.signal });
    },
    onSuccess: onDone,
    onSettled: readImportsAgain,
  });
  const { isPending } = upload;
  useEffect(() => {
    if (!isPending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isPending]);
  useEffect(() => () => running.current?.abort(), []);
  return {
    start: (request: CreateImportRequest, files: readonly File[]) => upload.mutate({ request, files }),
    stop: () => running.current?.abort(),
    isRunning: isPending,
    progress,
    /** Null also when it was stopped by hand. */
    error: running.current?.signal.aborted ? null : upload.error,
  };
}
