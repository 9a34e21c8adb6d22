import { useTranslation } from 'react-i18next';
import { useMe } from '../../lib/me.ts';
import { useAgents } from '../../lib/tickets/names.ts';
import { usePresentColleagues } from '../../lib/tickets/presence.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import styles from './colleagues.module.css';

/** Who else has this ticket before them, and who is writing. */
export function Colleagues({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation('conversation');
  const me = useMe();
  const agents = useAgents();
  const present = usePresentColleagues(ticketId, me.agent.id);
  const typing = present.find(({ state }) => state === 'typing');
  const nameOf = (id: string) => agents.get(id)?.name ?? t('tickets:someone');
  return (
    <div className={styles.colleagues} role="status">
      {typing ? <span className={styles.typing}>{t('types', { name: nameOf(typing.agentId).split(' ')[0] })}</span> : null}
      {present.map(({ agentId, state }) => (
        <KeyHint key={agentId} label={t(state === 'typing' ? 'isTyping' : 'isHere', { name: nameOf(agentId) })}>
          <span className={styles.face} data-state={state}>
            <Avatar name={nameOf(agentId)} seed={agentId} picture={agents.get(agentId)?.picture} size={24} decorative={false} />
          </span>
        </KeyHint>
      ))}
    </div>
  );
}
