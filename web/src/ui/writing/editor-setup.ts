import Image from '@tiptap/extension-image';
import Mention from '@tiptap/extension-mention';
import { Placeholder } from '@tiptap/extension-placeholder';
import type { Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import type { SuggestionOptions } from '@tiptap/suggestion';

interface EditorSetup {
  readonly placeholder: () => string;
  readonly pictures: boolean;
  /** Who can be mentioned; absent where nobody can. */
  readonly mention: Pick<SuggestionOptions, 'items' | 'render'> | undefined;
}

/** What can be written: what every mail program can show, and no more. */
export function editorExtensions({ placeholder, pictures, mention }: EditorSetup): Extensions {
  const extensions: Extensions = [
    StarterKit.configure({
      heading: false,
      horizontalRule: false,
      codeBlock: false,
      strike: false,
      link: {
        openOnClick: false,
        autolink: true,
        defaultProtocol: 'https',
        HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' },
      },
    }),
    Placeholder.configure({ placeholder }),
  ];
  if (pictures) extensions.push(Image.configure({ inline: true }));
  if (mention) extensions.push(Mention.configure({ suggestion: { char: '@', ...mention } }));
  return extensions;
}
