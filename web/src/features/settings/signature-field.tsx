import '@mantine/tiptap/styles.layer.css';
import { Button } from '@mantine/core';
import { Link, RichTextEditor } from '@mantine/tiptap';
import { useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
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
  const names = { 'agent.name': t('signature.agentName'), 'shop.name': t('signature.shopName') };
  const editor = useEditor({
    extensions: [
      StarterKit.configure({ link: false, heading: false, codeBlock: false, blockquote: false, horizontalRule: false }),
      Link.configure({ openOnClick: false, protocols: ['mailto', 'tel'] }),
      Variable.configure({ names }),
    ],
    content: withPieces(html),
    onUpdate: ({ editor: changed }) => onChange(withBraces(changed.getHTML())),
    editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
  });
  // The server tidies what it keeps: show that, unless somebody is writing.
  useEffect(() => {
    if (editor && !editor.isDestroyed && !editor.isFocused && editor.getHTML() !== html)
      editor.commands.setContent(html, { emitUpdate: false });
  }, [editor, html]);
  const labels = {
    boldControlLabel: t('editor.bold'),
    italicControlLabel: t('editor.italic'),
    bulletListControlLabel: t('editor.list'),
    linkControlLabel: t('editor.link'),
    unlinkControlLabel: t('editor.unlink'),
    linkEditorInputLabel: t('editor.address'),
    linkEditorInputPlaceholder: 'https://',
    linkEditorExternalLink: t('editor.newTab'),
    linkEditorInternalLink: t('editor.sameTab'),
    linkEditorSave: t('editor.apply'),
  };
  return (
    <div>
      <RichTextEditor editor={editor} labels={labels} className={styles.editor ?? ''}>
        <RichTextEditor.Toolbar>
          <RichTextEditor.ControlsGroup>
            <RichTextEditor.Bold />
            <RichTextEditor.Italic />
            <RichTextEditor.BulletList />
            <RichTextEditor.Link />
            <RichTextEditor.Unlink />
          </RichTextEditor.ControlsGroup>
        </RichTextEditor.Toolbar>
        <RichTextEditor.Content />
      </RichTextEditor>
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
