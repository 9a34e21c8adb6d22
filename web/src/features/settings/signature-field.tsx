import { Button } from '@mantine/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { editorExtensions } from '../../ui/writing/editor-setup.ts';
import text from '../../ui/writing/rich-text.module.css';
import { Toolbar } from '../../ui/writing/toolbar.tsx';
import styles from './signature-field.module.css';
import { Variable, withBraces, withPieces } from './signature-variable.ts';

export interface SignatureFieldProps {
  readonly label: string;
  readonly html: string;
  readonly onChange: (html: string) => void;
  /** Offers names that are filled in at sending. */
  readonly withVariables?: boolean;
}

/** Letters, links and lists: what fits under a mail. */
export function SignatureField({ label, html, onChange, withVariables = false }: SignatureFieldProps) {
  const { t } = useTranslation('settings');
  const names = {
    'agent.name': t('signature.agentName'),
    'agent.firstName': t('signature.agentFirstName'),
    'shop.name': t('signature.shopName'),
    'ticket.number': t('signature.ticketNumber'),
    'customer.name': t('signature.customerName'),
  };
  const editor = useEditor({
    extensions: [
      ...editorExtensions({ placeholder: () => '', pictures: false, mention: undefined, snippets: undefined }),
      Variable.configure({ names }),
    ],
    content: withPieces(html),
    onUpdate: ({ editor: changed }) => onChange(withBraces(changed.getHTML())),
    editorProps: { attributes: { class: `${text.text} ${styles.text}`, 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
  });
  // The server tidies what it keeps: show that, unless somebody is writing.
  useEffect(() => {
    if (!editor || editor.isDestroyed || editor.isFocused || withBraces(editor.getHTML()) === html) return;
    editor.commands.setContent(withPieces(html), { emitUpdate: false });
  }, [editor, html]);
  return (
    <div>
      <div className={styles.editor}>
        <div className={styles.tools}>{editor ? <Toolbar editor={editor} /> : null}</div>
        <EditorContent editor={editor} />
      </div>
      {withVariables ? (
        <div className={styles.variables}>
          <span className={styles.insert}>{t('signature.insert')}</span>
          {Object.entries(names).map(([name, label]) => (
            <Button
              key={name}
              variant="default"
              size="compact-sm"
              onClick={() => editor?.chain().focus().insertContent({ type: 'variable', attrs: { name } }).run()}
            >
              {label}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
