import type { DemoFile } from '../stories/story.ts';
import { pdf } from './document.ts';
import { photo } from './photo.ts';

/** The file itself. */
export function contentsOf(file: DemoFile): { readonly name: string; readonly contentType: string; readonly contents: Buffer } {
  return file.kind === 'photo'
    ? { name: file.name, contentType: 'image/png', contents: photo(file.seed) }
    : { name: file.name, contentType: 'application/pdf', contents: pdf(file.lines) };
}
