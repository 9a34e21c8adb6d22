import { Global, Module } from '@nestjs/common';
import { Authenticator } from '../../platform/http/principal.ts';
import { Sessions } from './sessions.ts';

/** Colleagues: who they are, how they get in, what they may do. Global because the platform asks it who is signed in. */
@Global()
@Module({
  providers: [Sessions, { provide: Authenticator, useExisting: Sessions }],
  exports: [Authenticator],
})
export class AgentsModule {}
