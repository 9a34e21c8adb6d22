import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSettingsSections } from './sections.ts';
import styles from './settings-nav.module.css';

const GROUPS = ['you', 'team', 'shop'] as const;

/** The chapters of the settings. */
export function SettingsNav() {
  const { t } = useTranslation('settings');
  const sections = useSettingsSections();
  return (
    <nav aria-label={t('title')} className={styles.nav}>
      {GROUPS.map((group) => (
        <div key={group}>
          <h2 className={styles.heading}>{t(`groups.${group}`)}</h2>
          <ul className={styles.list}>
            {sections
              .filter((section) => section.group === group)
              .map(({ section, label, icon: Icon }) => (
                <li key={section}>
                  <Link to="/settings/$section" params={{ section }} className={styles.item}>
                    <Icon size={18} stroke={1.75} aria-hidden />
                    {label}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
