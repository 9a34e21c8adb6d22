/**
 * Holds what floats over the page: menus, pickers, hints. It stands at the end of the body until a page takes it into its
 * main part, so that a screen reader finds an open menu inside a landmark.
 */
export const floats = document.createElement('div');
document.body.append(floats);

/** For the `ref` of an element that takes it in. */
export function holdFloats(element: HTMLElement | null): () => void {
  element?.append(floats);
  return () => document.body.append(floats);
}
