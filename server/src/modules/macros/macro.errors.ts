import { DomainError } from '../../platform/errors/domain-error.ts';

export class ShortcutTaken extends DomainError {
  readonly code = 'macro_shortcut_taken';
  readonly kind = 'conflict';
  constructor() {
    super('Another macro has this shortcut. Choose another one.');
  }
}

export class MacroOfOthers extends DomainError {
  readonly code = 'macro_of_others';
  readonly kind = 'forbidden';
  constructor() {
    super('Macros of a team, a shop or everybody are made and changed by leads.');
  }
}
