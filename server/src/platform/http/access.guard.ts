import { allows } from '@balie/shared/domain/permissions.ts';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { currentScope } from '../database/scope.ts';
import { ACCESS_RULE } from './access.ts';
import { NotAllowed, NotSignedIn } from './http.errors.ts';
import { type AccessRule, Authenticator, type Request, SESSION_COOKIE } from './principal.ts';

/** Lets a request through to its handler, or not; and puts its organisation on the scope. Refuses a route without a rule. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<AccessRule | undefined>(ACCESS_RULE, context.getHandler());
    if (!rule) throw new Error(`The route ${context.getClass().name}.${context.getHandler().name} declares no access rule`);
    if (rule.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const token = request.cookies[SESSION_COOKIE];
    const principal = token ? await this.authenticator.authenticate(token) : undefined;
    if (!principal) throw new NotSignedIn();
    if (rule.kind === 'permission' && !allows(principal.role, rule.permission)) throw new NotAllowed(rule.permission);
    request.principal = principal;
    const scope = currentScope();
    if (!scope) throw new Error('A request runs outside any scope');
    scope.organisationId = principal.organisationId;
    return true;
  }
}
