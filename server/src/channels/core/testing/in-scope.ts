import { inOrganisation } from '../../../platform/database/scope.ts';
import type { ChannelAdapter } from '../channel-adapter.ts';

/** Every call in the scope of the account's organisation, as the core makes it. */
export function inScopeOf(organisationId: () => string, adapter: ChannelAdapter): ChannelAdapter {
  return new Proxy(adapter, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function'
        ? (...given: unknown[]) => inOrganisation(organisationId(), () => value.apply(target, given))
        : value;
    },
  });
}
