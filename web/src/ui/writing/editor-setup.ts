import Image from '@tiptap/extension-image';
import Mention from '@tiptap/extension-mention';
import { Placeholder } from '@tiptap/extension-placeholder';
import { PluginKey } from '@tiptap/pm/state';
import { Extension, type Extensions } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { Suggestion, type SuggestionOptions } from '@tiptap/suggestion';

interface EditorSetup {
  readonly placeholder: () => string;
  readonly pictures: boolean;
  /** Who can be mentioned; absent where nobody can. */
  readonly mention: Pick<SuggestionOptions, 'items' | 'render'> | undefined;
  /** Words that can be put in by a `;`; absent where there are none. */
  readonly snippets:
    | { readonly suggestion: Pick<SuggestionOptions, 'items' | 'render'>; readonly onChoose: (id: string) => void }
    | undefined;
}

const SNIPPETS = new PluginKey('snippets');

/** What can be written: what every mail program can show, and no more. */
export function editorExtensions({ placeholder, pictures, mention, snippets }: EditorSetup): Extensions {
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
  if (snippets) extensions.push(snippetExtension(snippets));
  return extensions;
}

function snippetExtension({ suggestion, onChoose }: NonNullable<EditorSetup['snippets']>) {
  return Extension.create({
    name: 'snippets',
    addProseMirrorPlugins() {
      return [
        Suggestion<{ id: string }>({
          editor: this.editor,
          pluginKey: SNIPPETS,
          char: ';',
          ...suggestion,
          command: ({ editor, range, props }) => {
            editor.chain().focus().deleteRange(range).run();
            onChoose(props.id);
          },
        }),
      ];
    },
  });
}
