import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card, Section, Setting } from '../../../../ui/page.tsx';

/** Where who leads the conversations says how bol's mails are read. */
export function BolPatternsLink() {
  const { t } = useTranslation('bol');
  return (
    <Section title={t('patterns.section')}>
      <Card>
        <Setting label={t('patterns.label')} hint={t('patterns.hint')}>
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/settings/$section/$item" params={{ section: 'channels', item: 'bol-patterns' }} />}
          >
            {t('patterns.open')}
          </Button>
        </Setting>
      </Card>
    </Section>
  );
}
