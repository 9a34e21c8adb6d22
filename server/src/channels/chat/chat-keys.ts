import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';

/** Public keys of the chats, which never change. Runs in the scope of the organisation. */
@Injectable()
export class ChatKeys {
  private readonly known = new Map<string, string>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(accountId: string): Promise<string> {
    const known = this.known.get(accountId);
    if (known !== undefined) return known;
    const [row] = await this.unitOfWork.read((tx) =>
      tx.query<{ key: string | null }>('select hook_token as key from channel_accounts where organisation_id = $1 and id = $2', [
        tx.organisationId,
        accountId,
      ]),
    );
    const key = row?.key ?? '';
    if (key) this.known.set(accountId, key);
    return key;
  }
}
