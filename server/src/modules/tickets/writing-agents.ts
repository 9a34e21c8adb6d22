import { Injectable } from '@nestjs/common';

/** A colleague begins or stops to write an answer; told again while it is true. */
export interface WritingAgent {
  readonly organisationId: string;
  readonly ticketId: string;
  readonly agentId: string;
  readonly writing: boolean;
}

/** Who writes an answer to a customer now, for channels that show it to them. Notes are the team's own. */
@Injectable()
export class WritingAgents {
  private readonly handlers: ((agent: WritingAgent) => void)[] = [];

  /** Heard in the process to which the colleague is connected. Call it in `onModuleInit`. */
  onWriting(handler: (agent: WritingAgent) => void): void {
    this.handlers.push(handler);
  }

  tell(agent: WritingAgent): void {
    for (const handler of this.handlers) handler(agent);
  }
}
