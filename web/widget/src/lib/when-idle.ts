/** Once the page is loaded and its thread is free; after three seconds in any case. */
export function whenIdle(work: () => void): void {
  const wait = () => {
    // Safari has it not, whatever the types say.
    const idle = window.requestIdleCallback as typeof window.requestIdleCallback | undefined;
    if (idle) idle(work, { timeout: 3_000 });
    else setTimeout(work, 200);
  };
  if (document.readyState === 'complete') wait();
  else addEventListener('load', wait, { once: true });
}
