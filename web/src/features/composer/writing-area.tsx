import { ActionIcon, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportTyping } from '../../lib/tickets/own-presence.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { FileChips } from '../../ui/writing/file-chips.tsx';
import type { Person } from '../../ui/writing/mention-menu.tsx';
import { type EditorHandle, RichTextEditor } from '../../ui/writing/rich-text-editor.tsx';
import styles from './composer.module.css';
import type { DraftKeeper } from './draft-keeper.ts';
import type { WrittenFiles } from './use-written-files.ts';

interface WritingAreaProps {
  readonly keeper: DraftKeeper;
  readonly files: WrittenFiles;
  readonly label: string;
  readonly placeholder: string;
  /** Rises with every wish for the cursor. */
  readonly asked: number;
  readonly onSend: () => void;
  readonly people?: readonly Person[];
  readonly tabs: ReactNode;
  /** Which way it goes, and to whom. */
  readonly way: ReactNode;
  /** Beside the other tools. */
  readonly tools?: ReactNode;
  readonly end: ReactNode;
}

/** The text with its files: what replies and notes have in common. */
export function WritingArea({ keeper, files, label, placeholder, asked, onSend, people, tabs, way, tools, end }: WritingAreaProps) {
  const { t } = useTranslation('composer');
  const editor = useRef<EditorHandle>(null);
  const [dropping, setDropping] = useState(false);
  const answered = useRef(0);
  useEffect(() => {
    // Another text took the place of this one: the cursor stays where it was asked for, unless it went elsewhere.
    const elsewhere = answered.current === 0 && document.activeElement !== document.body && !isTab(document.activeElement);
    if (asked > answered.current && !elsewhere) editor.current?.focus();
    answered.current = asked;
  }, [asked]);
  const { arrivedPicture } = files;
  useEffect(() => {
    if (arrivedPicture) editor.current?.insertPicture(`/api/attachments/${arrivedPicture.id}`, arrivedPicture.name);
  }, [arrivedPicture]);

  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const drop = (event: DragEvent) => {
    setDropping(false);
    if (!hasFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    files.add([...event.dataTransfer.files]);
  };
  // Escape leaves the text, so that the keys of the screen work again.
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && document.activeElement instanceof HTMLElement) {
      event.stopPropagation();
      document.activeElement.blur();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere on it; the button does the same
    <div
      className={styles.area}
      data-dropping={dropping || undefined}
      onKeyDown={leave}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={drop}
    >
      <div className={styles.head}>
        {tabs}
        {way}
      </div>
      <RichTextEditor
        ref={editor}
        html={keeper.now().written.html}
        label={label}
        placeholder={placeholder}
        people={people}
        onChange={(html, empty) => {
          keeper.change({ html, empty });
          reportTyping(keeper.ticketId);
        }}
        onPictures={files.addPictures}
        onFiles={files.add}
        onSend={onSend}
        below={<FileChips files={files.chips} onRemove={files.remove} onRetry={files.retry} />}
        tools={
          <>
            <FileButton multiple onChange={files.add}>
              {(button) => (
                <KeyHint label={t('attach')} position="top">
                  <ActionIcon {...button} variant="subtle" color="gray" size={28} className={styles.tool ?? ''} aria-label={t('attach')}>
                    <IconPaperclip size={16} stroke={1.75} />
                  </ActionIcon>
                </KeyHint>
              )}
            </FileButton>
            {tools}
            <span className={styles.end}>{end}</span>
          </>
        }
      />
      {dropping ? <div className={styles.drop}>{t('dropHere')}</div> : null}
    </div>
  );
}

function isTab(element: Element | null): boolean {
  return element?.getAttribute('role') === 'tab';
}
