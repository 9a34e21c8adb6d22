import { CalendarPage } from './calendar-page.tsx';
import { PolicyPage } from './policy-page.tsx';

/** `policy-<id>`, `policy-new`, `calendar-<id>` or `calendar-new`. */
export function PromiseItemPage({ id }: { readonly id: string }) {
  const [kind = '', ...rest] = id.split('-');
  const which = rest.join('-');
  return kind === 'calendar' ? <CalendarPage id={which} /> : <PolicyPage id={which} />;
}
