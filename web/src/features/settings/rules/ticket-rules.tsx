import { RuleLog } from './rule-log.tsx';
import { useLiveTicketRules } from './rules.api.ts';
import styles from './ticket-rules.module.css';

/** What rules did to one ticket, and why. */
export function TicketRules({ ticketId }: { readonly ticketId: string }) {
  useLiveTicketRules(ticketId);
  return (
    <div className={styles.rules}>
      <RuleLog ticketId={ticketId} />
    </div>
  );
}
