import { passwordResetConfirmation, passwordResetRequest } from '@balie/shared/contracts/people.ts';
import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { PublicRoute } from '../../platform/http/access.ts';
import type { Request } from '../../platform/http/principal.ts';
import { Jobs } from '../../platform/queue/jobs.ts';
import { mailPasswordReset } from './password-reset-mailer.ts';
import { ResetPassword } from './reset-password.service.ts';
import { SignInBrake } from './sign-in-brake.ts';

const token = z.string().min(1).max(200);

@Controller('password-resets')
export class PasswordResetsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly brake: SignInBrake,
    private readonly resetPassword: ResetPassword,
  ) {}

  /** Answers the same, after the same work, whether the address is known or not. */
  @Post()
  @PublicRoute()
  @HttpCode(204)
  async request(
    @Body({ schema: passwordResetRequest }) { email }: z.infer<typeof passwordResetRequest>,
    @Req() request: Request,
  ): Promise<void> {
    await this.brake.begin({ account: `reset-password:${email}`, ip: request.ip });
    await this.unitOfWork.system('authentication', (tx) =>
      this.jobs.add(tx, mailPasswordReset, { email }, { key: `reset-password:${email}`, maxAttempts: 3 }),
    );
  }

  @Post(':token')
  @PublicRoute()
  @HttpCode(204)
  async confirm(
    @Param('token', { schema: token }) resetToken: string,
    @Body({ schema: passwordResetConfirmation }) body: z.infer<typeof passwordResetConfirmation>,
  ): Promise<void> {
    await this.resetPassword.execute(resetToken, body.password);
  }
}
