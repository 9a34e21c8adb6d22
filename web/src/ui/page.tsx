import type { ReactNode } from 'react';
import styles from './page.module.css';

interface PageProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Link to the page above this one. */
  readonly back?: ReactNode;
  /** Stands at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page to read and settle something on: one column of reading width. */
export function Page({ title, description, back, actions, children }: PageProps) {
  return (
    <div className={styles.page}>
      {back}
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          {description ? <p className={styles.description}>{description}</p> : null}
        </div>
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title?: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page, parted from the others by air, not by boxes. */
export function Section({ title, description, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      {title || actions ? (
        <header className={styles.header}>
          <div>
            {title ? <h2 className={styles.subtitle}>{title}</h2> : null}
            {description ? <p className={styles.description}>{description}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** A bordered group of rows, hairlines between them. */
export function Card({ children }: { readonly children: ReactNode }) {
  return <div className={styles.card}>{children}</div>;
}

interface SettingProps {
  /** The sentence. */
  readonly label: ReactNode;
  /** What it means, or an example of its effect. */
  readonly hint?: ReactNode;
  /** Icon or face before the sentence. */
  readonly before?: ReactNode;
  /** The value or the action. */
  readonly children?: ReactNode;
}

/** One row of a card: a sentence at the left, its value or action at the right; under each other on a phone. */
export function Setting({ label, hint, before, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      {before ? <div className={styles.before}>{before}</div> : null}
      <div className={styles.words}>
        <div className={styles.label}>{label}</div>
        {hint ? <div className={styles.hint}>{hint}</div> : null}
      </div>
      {children ? <div className={styles.value}>{children}</div> : null}
    </div>
  );
}
