/**
 * A file that is let go beside the place it was meant for would be opened by the browser in the place of the page, with
 * all that was being written. Runs once for the whole page.
 */
export function keepStrayFilesOut(): void {
  const refuse = (event: DragEvent) => {
    const isOffered = event.dataTransfer?.types.includes('Files') ?? false;
    // A field for files takes them by itself.
    if (!isOffered || event.defaultPrevented || (event.target instanceof HTMLInputElement && event.target.type === 'file')) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
}
