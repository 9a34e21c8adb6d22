import type { Macro } from '@balie/shared/contracts/macros.ts';
import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch, IconTextPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutGaps } from '../../../lib/macros/fill-macro.ts';
import { macrosQuery, useLiveMacros } from '../../../lib/macros/macros.api.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page, Section } from '../../../ui/page.tsx';
import { SkeletonRows } from '../../../ui/skeletons.tsx';
import { useTitle } from '../../../ui/use-title.ts';
import { Row, RowFacts, RowHint, RowLink, Rows } from '../editing/rows.tsx';
import styles from './macros.module.css';
import { useMacroWords } from './use-macro-words.ts';

/** Words that are written again and again, by folder. */
export function MacrosPage() {
  const { t } = useTranslation('macros');
  useTitle(t('title'));
  useLiveMacros();
  const macros = useQuery(macrosQuery);
  const [query, setQuery] = useState('');
  const letters = query.trim().toLocaleLowerCase();
  const found = (macros.data ?? []).filter((macro) =>
    [macro.name, macro.folder, macro.shortcut ?? '', macro.text.nl, macro.text.en].some((text) =>
      text.toLocaleLowerCase().includes(letters),
    ),
  );
  const folders = [...new Set(found.map(({ folder }) => folder))];
  const add = (
    <Button
      leftSection={<IconPlus size={16} />}
      variant={macros.data?.length === 0 ? 'filled' : 'default'}
      renderRoot={(props) => <Link to="/settings/$section/$item" params={{ section: 'macros', item: 'new' }} {...props} />}
    >
      {t('new')}
    </Button>
  );
  const none = macros.data?.length === 0;
  return (
    <Page title={t('title')} description={t('description')} actions={none ? null : add}>
      {macros.isPending ? <SkeletonRows count={4} faces={false} /> : null}
      {macros.isError ? <ErrorState error={macros.error} onRetry={() => void macros.refetch()} /> : null}
      {none ? <EmptyState icon={<IconTextPlus size={32} stroke={1.5} />} title={t('none')} text={t('noneText')} action={add} /> : null}
      {macros.data && !none ? (
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      {macros.data && !none && found.length === 0 ? <p className={styles.hint}>{t('notFound', { query })}</p> : null}
      {folders.map((folder) => (
        <Section key={folder} {...(folder === '' ? {} : { title: folder })}>
          <Rows>
            {found
              .filter((macro) => macro.folder === folder)
              .map((macro) => (
                <MacroRow key={macro.id} macro={macro} />
              ))}
          </Rows>
        </Section>
      ))}
    </Page>
  );
}

function MacroRow({ macro }: { readonly macro: Macro }) {
  const { t } = useTranslation('macros');
  const words = useMacroWords();
  return (
    <Row>
      <RowLink section="macros" item={macro.id} name={macro.name} badge={macro.shortcut ? <kbd>;{macro.shortcut}</kbd> : undefined}>
        <RowHint>{withoutGaps(macro.text.nl || macro.text.en) || words.changes(macro.changes).join(' · ')}</RowHint>
      </RowLink>
      <RowFacts>
        <span>{words.scope(macro.scope)}</span>
        <span>{macro.uses > 0 ? t('uses', { count: macro.uses }) : t('unused')}</span>
      </RowFacts>
    </Row>
  );
}
