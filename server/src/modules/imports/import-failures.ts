import type { PageQuery } from '@balie/shared/contracts/common.ts';
import type { ImportFailure, ImportFaultCode } from '@balie/shared/contracts/imports.ts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { storable } from '../../platform/database/storable.ts';
import type { Tx } from '../../platform/database/unit-of-work.ts';
import { decodeCursor, toPage } from '../../platform/http/cursor.ts';

interface FailureRow {
  readonly file_no: number;
  readonly at: number;
  readonly file_name: string;
  readonly label: string;
  readonly code: ImportFaultCode;
  readonly detail: string;
}
export interface FailedItem {
  readonly fileNo: number;
  readonly at: number;
  readonly fileName: string;
  readonly label: string;
  readonly code: ImportFaultCode;
  readonly detail: string;
}

const marker = z.tuple([z.number().int(), z.number()]);
const MAX_LABEL = 300;
const MAX_DETAIL = 1_000;

/** What of a run did not come in, and why. */
@Injectable()
export class ImportFailures {
  /** As they stand in the files. */
  async list(tx: Tx, runId: string, { cursor, limit }: PageQuery): Promise<{ items: ImportFailure[]; nextCursor: string | null }> {
    const [fileNo, at] = cursor ? decodeCursor(cursor, marker) : [-1, -1];
    const rows = await tx.query<FailureRow>(
      `select file_no, at::float8 as at, file_name, label, code, detail from import_failures
        where organisation_id = $1 and run_id = $2 and (file_no, at) > ($3, $4::bigint) order by file_no, at limit $5`,
      [tx.organisationId, runId, fileNo, at, limit + 1],
    );
    return toPage(rows, limit, toFailure, (row) => [row.file_no, row.at]);
  }

  /** Places in the files, as `<file>:<at>`. */
  async places(tx: Tx, runId: string): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ place: string }>(
      `select file_no || ':' || at as place from import_failures where organisation_id = $1 and run_id = $2`,
      [tx.organisationId, runId],
    );
    return new Set(rows.map(({ place }) => place));
  }

  async note(tx: Tx, runId: string, item: FailedItem): Promise<void> {
    await tx.query(
      `insert into import_failures (organisation_id, run_id, file_no, at, file_name, label, code, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (run_id, file_no, at) do update set code = excluded.code, detail = excluded.detail`,
      [
        tx.organisationId,
        runId,
        item.fileNo,
        item.at,
        storable(item.fileName).slice(0, MAX_LABEL),
        storable(item.label).slice(0, MAX_LABEL),
        item.code,
        storable(item.detail).slice(0, MAX_DETAIL),
      ],
    );
  }

  async forget(tx: Tx, runId: string, { fileNo, at }: Pick<FailedItem, 'fileNo' | 'at'>): Promise<void> {
    await tx.query('delete from import_failures where organisation_id = $1 and run_id = $2 and file_no = $3 and at = $4', [
      tx.organisationId,
      runId,
      fileNo,
      at,
    ]);
  }
}

function toFailure(row: FailureRow): ImportFailure {
  return { id: `${row.file_no}:${row.at}`, fileName: row.file_name, label: row.label, code: row.code, detail: row.detail };
}
