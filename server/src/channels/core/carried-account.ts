import { reason } from '@balie/shared/domain/reasons.ts';
import type { ChannelAccountRow } from './channel-account-row.ts';

type Shown = Pick<ChannelAccountRow, 'status' | 'last_error_at' | 'last_error_code' | 'last_error'>;
type Carrier = Shown & Pick<ChannelAccountRow, 'id' | 'name'>;

/** How an account fares that works by another one: no better than that. @param carrier undefined: it was disconnected */
export function asCarried<Row extends Shown>(row: Row, carrier: Carrier | undefined): Row & { readonly held_up_by?: Carrier } {
  if (row.status === 'paused') return row;
  if (!carrier) return { ...row, ...fault('carrier_gone', reason('carrier-gone')) };
  if (carrier.status === 'paused') return { ...row, ...fault('carrier_paused', reason('carrier-paused')), held_up_by: carrier };
  if (carrier.status !== 'retrying' && carrier.status !== 'needs_attention') return row;
  const { status, last_error_at, last_error_code, last_error } = carrier;
  return { ...row, status, last_error_at, last_error_code, last_error, held_up_by: carrier };
}

const fault = (code: string, message: string) => ({ status: 'needs_attention', last_error_code: code, last_error: message }) as const;
