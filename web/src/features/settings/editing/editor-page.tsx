import { Button, Switch, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { SkeletonPage } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { BackLink } from '../back-link.tsx';
import type { SectionName } from '../sections.ts';
import styles from './editor-page.module.css';
import type { Editing } from './use-editing.ts';

interface EditorPageProps {
  readonly title: string;
  /** Of the list it comes from. */
  readonly list: string;
  readonly editing: Editing;
  /** Whether it does something, where that can be chosen. */
  readonly active?: { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void } | undefined;
  /** There is enough to be saved. */
  readonly isWhole: boolean;
  /** What is missing, beside the button, where more can be said than that something is; or what is wrong, above it. */
  readonly missing?: string | undefined;
  readonly wrong?: string | undefined;
  readonly removeLabel: string;
  /** Somebody else's: only to be read. */
  readonly readOnly?: boolean;
  readonly children: ReactNode;
  /** Below the buttons: what it did, what it would do. */
  readonly after?: ReactNode;
}

/** One thing of a chapter, to be changed, saved and removed. */
export function EditorPage(props: EditorPageProps) {
  const { title, list, editing, active, isWhole, missing, wrong, removeLabel, readOnly = false, children, after } = props;
  const { section, isNew, save, remove } = editing;
  const { t } = useTranslation('editing');
  useTitle(title);
  const trouble = wrong ?? editing.trouble;
  return (
    <Page
      title={title}
      back={<BackLink section={section} label={list} />}
      actions={
        active ? (
          <Switch label={active.label} checked={active.value} onChange={(event) => active.onChange(event.currentTarget.checked)} />
        ) : undefined
      }
    >
      {children}
      {trouble ? (
        <Notice tone="danger" live>
          {trouble}
        </Notice>
      ) : null}
      {readOnly ? null : (
        <div className={styles.end}>
          <Button onClick={() => save.mutate()} loading={save.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
          {isNew ? null : (
            <Button variant="subtle" color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
              {removeLabel}
            </Button>
          )}
          {isWhole || trouble ? null : <span className={styles.hint}>{missing ?? t('unfinished')}</span>}
        </div>
      )}
      {after}
    </Page>
  );
}

interface NameFieldProps {
  readonly label: string;
  readonly example: string;
  readonly value: string;
  readonly onChange: (name: string) => void;
}

export function NameField({ label, example, value, onChange }: NameFieldProps) {
  return (
    <TextInput
      label={label}
      placeholder={example}
      value={value}
      maxLength={120}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface NothingToEditProps {
  readonly title: string;
  readonly section: SectionName;
  readonly list: string;
  readonly query: UseQueryResult;
  /** It is not among them. */
  readonly gone: { readonly title: string; readonly text: string };
}

/** In the place of an editor whose thing is not known yet, or no more. */
export function NothingToEdit({ title, section, list, query, gone }: NothingToEditProps) {
  return (
    <Page title={title} back={<BackLink section={section} label={list} />}>
      {query.isPending ? <SkeletonPage /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? <EmptyState title={gone.title} text={gone.text} /> : null}
    </Page>
  );
}
