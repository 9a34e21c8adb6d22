import { EditorContent, useEditor } from '@tiptap/react';
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react';
import { editorExtensions } from './editor-setup.ts';
import { MentionMenu, type Person, useMentions } from './mention-menu.tsx';
import styles from './rich-text.module.css';
import editorStyles from './rich-text-editor.module.css';
import { Toolbar } from './toolbar.tsx';

export interface EditorHandle {
  /** Puts the cursor behind the last word. */
  focus(): void;
  insertPicture(address: string, name: string): void;
  /** At the cursor. */
  insertHtml(html: string): void;
}

interface RichTextEditorProps {
  /** Read once; another content is another editor (`key`). */
  readonly html: string;
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (html: string, empty: boolean) => void;
  /** Pictures that were pasted into the text; absent where there can be none. */
  readonly onPictures?: ((pictures: File[]) => void) | undefined;
  /** Other files that were pasted or dropped. */
  readonly onFiles?: ((files: File[]) => void) | undefined;
  readonly onSend: () => void;
  readonly people?: readonly Person[] | undefined;
  /** What a `;` offers, and what becomes of the choice. */
  readonly snippets?: readonly Person[] | undefined;
  readonly onSnippet?: ((id: string) => void) | undefined;
  readonly ref?: Ref<EditorHandle>;
  /** Stands under the text, and scrolls with it. */
  readonly below?: React.ReactNode;
  /** Stands at the end of the toolbar. */
  readonly tools?: React.ReactNode;
  readonly focusNow?: boolean;
  /** What it is dressed in would be lost on its way: nothing is offered. */
  readonly plain?: boolean;
}

/** A text with bold, lists, links, quotes and pictures in it. */
export function RichTextEditor(props: RichTextEditorProps) {
  const { html, label, placeholder, people, snippets, below, tools, focusNow = false } = props;
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  const mentions = useMentions(people);
  const offered = useMentions(snippets);
  const choosing = useRef(false);
  choosing.current = mentions.menu !== undefined || offered.menu !== undefined;
  const extensions = useMemo(
    () =>
      editorExtensions({
        placeholder: () => now.current.placeholder,
        pictures: props.onPictures !== undefined,
        mention: mentions.suggestion,
        snippets: offered.suggestion && { suggestion: offered.suggestion, onChoose: (id) => now.current.onSnippet?.(id) },
      }),
    [props.onPictures !== undefined, mentions.suggestion, offered.suggestion],
  );
  const editor = useEditor({
    extensions,
    content: html,
    autofocus: focusNow ? 'end' : false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { class: `${styles.text} ${editorStyles.text}`, role: 'textbox', 'aria-multiline': 'true', 'aria-label': label },
      handleKeyDown: (view, event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          now.current.onSend();
          return true;
        }
        // Leaves the text, so that the keys of the screen work again; an open menu closes first.
        if (event.key === 'Escape' && !choosing.current) {
          event.stopPropagation();
          view.dom.blur();
          return true;
        }
        return false;
      },
      handlePaste: (_view, event) => take(event.clipboardData, now.current),
      handleDrop: (_view, event) => take(event.dataTransfer, now.current),
    },
    onUpdate: ({ editor: changed }) => now.current.onChange(changed.getHTML(), changed.isEmpty),
  });
  // The placeholder is asked for anew when the text around it changes.
  useEffect(() => {
    if (placeholder && editor?.isEmpty) editor.view.dispatch(editor.state.tr);
  }, [editor, placeholder]);
  useImperativeHandle(
    props.ref,
    () => ({
      focus: () => {
        if (!editor) return;
        editor.commands.setTextSelection(editor.state.doc.content.size);
        // Tiptap's own command waits for a frame, and letters typed meanwhile would go elsewhere.
        editor.view.focus();
      },
      insertPicture: (address, name) => editor?.chain().focus().setImage({ src: address, alt: name }).run(),
      insertHtml: (words) => editor?.chain().focus().insertContent(words).run(),
    }),
    [editor],
  );
  return (
    <div className={editorStyles.editor}>
      <div className={editorStyles.scroll}>
        <EditorContent editor={editor} />
        {below}
      </div>
      <div className={editorStyles.tools}>
        {editor && !props.plain ? <Toolbar editor={editor} /> : null}
        {tools}
      </div>
      <MentionMenu mentions={mentions} />
      <MentionMenu mentions={offered} snippets />
    </div>
  );
}

/** Pictures go into the text, other files beside it; text goes its usual way. */
function take(data: DataTransfer | null, { onPictures, onFiles }: RichTextEditorProps): boolean {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return false;
  // A copied cell or word comes with a picture of itself: the words are meant.
  if (data?.getData('text/html')) return false;
  const pictures = onPictures ? files.filter(({ type }) => /^image\/(png|jpe?g|gif|webp)$/.test(type)) : [];
  const others = files.filter((file) => !pictures.includes(file));
  if (pictures.length > 0) onPictures?.(pictures);
  if (others.length > 0) onFiles?.(others);
  return true;
}
