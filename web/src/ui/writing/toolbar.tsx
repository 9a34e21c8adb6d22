import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { IconBlockquote, IconBold, IconItalic, IconLink, IconList, IconListNumbers, type TablerIcon } from '@tabler/icons-react';
import { type Editor, useEditorState } from '@tiptap/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyHint } from '../key-hint.tsx';
import styles from './rich-text-editor.module.css';

type Mark = 'bold' | 'italic' | 'bulletList' | 'orderedList' | 'blockquote' | 'link';

const BUTTONS: readonly { mark: Exclude<Mark, 'link'>; Icon: TablerIcon; keys: string; run: (editor: Editor) => void }[] = [
  { mark: 'bold', Icon: IconBold, keys: 'mod+b', run: (editor) => editor.chain().focus().toggleBold().run() },
  { mark: 'italic', Icon: IconItalic, keys: 'mod+i', run: (editor) => editor.chain().focus().toggleItalic().run() },
  { mark: 'bulletList', Icon: IconList, keys: 'mod+shift+8', run: (editor) => editor.chain().focus().toggleBulletList().run() },
  { mark: 'orderedList', Icon: IconListNumbers, keys: 'mod+shift+7', run: (editor) => editor.chain().focus().toggleOrderedList().run() },
  { mark: 'blockquote', Icon: IconBlockquote, keys: 'mod+shift+b', run: (editor) => editor.chain().focus().toggleBlockquote().run() },
];

/** What the text can be dressed in. */
export function Toolbar({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation('writing');
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) =>
      Object.fromEntries(([...BUTTONS.map(({ mark }) => mark), 'link'] as Mark[]).map((mark) => [mark, current.isActive(mark)])) as Record<
        Mark,
        boolean
      >,
  });
  return (
    <span className={styles.toolbar} role="toolbar" aria-label={t('toolbar')}>
      {BUTTONS.map(({ mark, Icon, keys, run }) => (
        <KeyHint key={mark} label={t(mark)} keys={keys} position="top">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            className={styles.tool ?? ''}
            aria-label={t(mark)}
            aria-pressed={active[mark]}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => run(editor)}
          >
            <Icon size={16} stroke={1.75} />
          </ActionIcon>
        </KeyHint>
      ))}
      <LinkTool editor={editor} active={active.link} />
    </span>
  );
}

function LinkTool({ editor, active }: { readonly editor: Editor; readonly active: boolean }) {
  const { t } = useTranslation('writing');
  const [address, setAddress] = useState<string>();
  const begin = () => setAddress(String(editor.getAttributes('link')['href'] ?? ''));
  const finish = () => {
    const given = address?.trim() ?? '';
    setAddress(undefined);
    if (given === '') {
      editor.chain().focus().extendMarkRange('link').unsetLink().run();
      return;
    }
    const href = /^(https?:|mailto:|tel:)/i.test(given) ? given : `https://${given}`;
    if (editor.state.selection.empty && !active) {
      editor
        .chain()
        .focus()
        .insertContent({ type: 'text', text: given, marks: [{ type: 'link', attrs: { href } }] })
        .run();
    } else {
      editor.chain().focus().extendMarkRange('link').setLink({ href }).run();
    }
  };
  return (
    <Popover opened={address !== undefined} onClose={() => setAddress(undefined)} position="top" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          className={styles.tool ?? ''}
          aria-label={t('link')}
          aria-pressed={active}
          title={t('link')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={begin}
        >
          <IconLink size={16} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          data-autofocus
          size="xs"
          w={260}
          aria-label={t('linkAddress')}
          placeholder={t('linkAddress')}
          value={address ?? ''}
          onChange={(event) => setAddress(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            finish();
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
