import type { VisitorCard } from '@balie/shared/contracts/chat-desk.ts';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useExplain } from '../../ui/explain.ts';
import { notify } from '../../ui/notify.tsx';
import { offerUndo } from '../../ui/undo.ts';
import { useBlockVisitor } from './visitor.query.ts';
import styles from './visitor-panel.module.css';

/** Keeps a visitor out of the chat and, when they come back under another name, everybody from their internet address. */
export function BlockVisitor({ visitor }: { readonly visitor: VisitorCard }) {
  const { t, i18n } = useTranslation('visitor');
  const explain = useExplain();
  const block = useBlockVisitor(visitor.id);
  const { blocked, address, name } = visitor;
  const before = { blocked, address: address.blockedUntil !== null };
  const set = (wanted: typeof before, done?: string) =>
    block.mutate(wanted, {
      onError: (error) => notify.error(explain(error)),
      onSuccess: () => {
        if (done) offerUndo(done, () => block.mutate(before));
      },
    });
  const until =
    address.blockedUntil &&
    new Intl.DateTimeFormat(i18n.language, { day: 'numeric', month: 'long' }).format(new Date(address.blockedUntil));
  return (
    <>
      <div className={styles.block}>
        {blocked ? <span className={styles.soft}>{t('isBlocked')}</span> : null}
        {blocked ? (
          <Act label={t('unblock')} busy={block.isPending} onAct={() => set({ blocked: false, address: false })} />
        ) : (
          <Act label={t('block')} busy={block.isPending} onAct={() => set({ blocked: true, address: false }, t('blocked', { name }))} />
        )}
      </div>
      {until || (blocked && address.known) ? (
        <div className={styles.block}>
          <span className={styles.soft}>{until ? t('addressBlocked', { until }) : t('addressHint')}</span>
          {until ? (
            <Act label={t('unblockAddress')} busy={block.isPending} onAct={() => set({ blocked, address: false })} />
          ) : (
            <Act label={t('blockAddress')} busy={block.isPending} onAct={() => set({ blocked, address: true }, t('addressNowBlocked'))} />
          )}
        </div>
      ) : null}
    </>
  );
}

function Act({ label, busy, onAct }: { readonly label: string; readonly busy: boolean; readonly onAct: () => void }) {
  return (
    <Button variant="subtle" color="gray" size="compact-sm" className={styles.act ?? ''} loading={busy} onClick={onAct}>
      {label}
    </Button>
  );
}
