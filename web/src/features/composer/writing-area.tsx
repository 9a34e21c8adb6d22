import { ActionIcon, FileButton } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { reportTyping } from '../../lib/tickets/own-presence.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { FileChips } from '../../ui/writing/file-chips.tsx';
import type { Person } from '../../ui/writing/mention-menu.tsx';
import { type EditorHandle, RichTextEditor } from '../../ui/writing/rich-text-editor.tsx';
import { useFileDrop } from '../../ui/writing/use-file-drop.ts';
import styles from './composer.module.css';
import type { DraftKeeper } from './draft-keeper.ts';
import { MacroPicker } from './macro-picker.tsx';
import type { MacroUse } from './use-macros.ts';
import type { WrittenFiles } from './use-written-files.ts';

/** What became of the wishes for the cursor; outlives the text that it stands in. */
export interface Cursor {
  readonly answered: number;
  /** It stood in a text that was taken away. */
  lost: boolean;
}

interface WritingAreaProps {
  readonly keeper: DraftKeeper;
  readonly files: WrittenFiles;
  readonly label: string;
  readonly placeholder: string;
  /** Rises with every wish for the cursor. */
  readonly asked: number;
  readonly cursor: RefObject<Cursor>;
  readonly onSend: () => void;
  readonly people?: readonly Person[];
  /** Words that can be put in, and what comes with them. */
  readonly macros?: MacroUse | undefined;
  /** The customer may be shown that it is written. */
  readonly toCustomer?: boolean;
  /** Words alone: the channel carries nothing else. */
  readonly plain?: boolean;
  /** Stands above the text. */
  readonly above?: ReactNode;
  readonly tabs: ReactNode;
  /** Which way it goes, and to whom. */
  readonly way: ReactNode;
  /** Beside the other tools. */
  readonly tools?: ReactNode;
  readonly end: ReactNode;
}

/** The text with its files: what replies and notes have in common. */
export function WritingArea(props: WritingAreaProps) {
  const {
    keeper,
    files,
    label,
    placeholder,
    asked,
    cursor,
    onSend,
    people,
    macros,
    toCustomer = false,
    plain = false,
    above,
    tabs,
    way,
    tools,
    end,
  } = props;
  const { t } = useTranslation('composer');
  const editor = useRef<EditorHandle>(null);
  const area = useRef<HTMLDivElement>(null);
  const { dropping, handlers } = useFileDrop(files.add);
  useCursor(cursor, asked, area, editor);
  const { arrivedPicture } = files;
  useEffect(() => {
    if (arrivedPicture) editor.current?.insertPicture(`/api/attachments/${arrivedPicture.id}`, arrivedPicture.name);
  }, [arrivedPicture]);

  const apply = async (id: string) => {
    const html = await macros?.apply(id);
    if (html) editor.current?.insertHtml(html);
    else editor.current?.focus();
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
    <div ref={area} className={styles.area} data-dropping={dropping || undefined} onKeyDown={leave} {...handlers}>
      <div className={styles.head}>
        {tabs}
        {way}
      </div>
      {above}
      <RichTextEditor
        ref={editor}
        html={keeper.now().written.html}
        label={label}
        placeholder={placeholder}
        people={people}
        snippets={macros?.offered}
        onSnippet={(id) => void apply(id)}
        onChange={(html, empty) => {
          keeper.change({ html, empty });
          reportTyping(keeper.ticketId, toCustomer);
        }}
        plain={plain}
        onPictures={plain ? undefined : files.addPictures}
        onFiles={files.add}
        onSend={onSend}
        below={<FileChips files={files.chips} onRemove={files.remove} onRetry={files.retry} />}
        tools={
          <>
            {macros ? <MacroPicker macros={macros} onChoose={(id) => void apply(id)} /> : null}
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

/** Takes the cursor when it is asked for, and keeps it when another text takes the place of the one it stood in. */
function useCursor(
  cursor: RefObject<Cursor>,
  asked: number,
  area: RefObject<HTMLElement | null>,
  editor: RefObject<EditorHandle | null>,
): void {
  useEffect(() => {
    if (asked > cursor.current.answered || cursor.current.lost) editor.current?.focus();
    cursor.current = { answered: asked, lost: false };
  }, [cursor, asked, editor]);
  useLayoutEffect(() => {
    const place = area.current;
    return () => {
      cursor.current.lost = place?.contains(document.activeElement) ?? false;
    };
  }, [cursor, area]);
}
