import type { ImportState } from '@balie/shared/contracts/imports.ts';
import { DomainError } from '../../platform/errors/domain-error.ts';

export class ImportNotPossible extends DomainError {
  readonly code = 'import_not_possible';
  readonly kind = 'conflict';
  constructor(state: ImportState) {
    super('The import is in a state in which this cannot be done. Look at it again.', { state });
  }
}

export class NoImportFiles extends DomainError {
  readonly code = 'no_import_files';
  readonly kind = 'invalid';
  constructor() {
    super('Send the files as a form (multipart/form-data).');
  }
}

export class ImportFileTooLarge extends DomainError {
  readonly code = 'import_file_too_large';
  readonly kind = 'too_large';
  constructor(maxBytes: number) {
    super(`The file is larger than ${maxBytes} bytes. Divide the export into several.`, { maxBytes });
  }
}

export class StorageFull extends DomainError {
  readonly code = 'storage_full';
  readonly kind = 'unavailable';
  constructor() {
    super('There is no room left for this file on the server. Ask the operator of this installation.');
  }
}
