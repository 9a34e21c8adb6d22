import type { Permission } from '@balie/shared/domain/permissions.ts';
import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { type AccessRule, type Principal, type Request } from './principal.ts';

export const ACCESS_RULE = 'balie:access';
const rule =
  (value: AccessRule): MethodDecorator =>
  (target, key, descriptor) => {
    if (descriptor.value instanceof Function && Reflect.hasOwnMetadata(ACCESS_RULE, descriptor.value)) {
      throw new Error(`The route ${target.constructor.name}.${String(key)} declares two access rules`);
    }
    SetMetadata(ACCESS_RULE, value)(target, key, descriptor);
  };

/** The route needs this permission. Every route carries exactly one of the three; one without is refused, and fails a test. */
export const Requires = (permission: Permission) => rule({ kind: 'permission', permission });
/** Any colleague who is signed in, for what is their own. */
export const SignedIn = () => rule({ kind: 'signed-in' });
/** No session needed. Such a route checks a secret of its own or tells nothing. */
export const PublicRoute = () => rule({ kind: 'public' });

/** The signed-in colleague, as a handler's parameter. */
export const Me = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const principal = context.switchToHttp().getRequest<Request>().principal;
  if (!principal) throw new Error('@Me() on a route without a session');
  return principal;
});
