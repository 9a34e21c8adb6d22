import { id, type PageQuery, pageQuery } from '@balie/shared/contracts/common.ts';
import {
  type CreateImportRequest,
  createImportRequest,
  type ImportAction,
  type ImportRun,
  importAction,
  importFailurePage,
  importRun,
  importRunPage,
} from '@balie/shared/contracts/imports.ts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, StreamableFile } from '@nestjs/common';
import { currentOrganisationId, inOrganisation } from '../../platform/database/scope.ts';
import { UnitOfWork } from '../../platform/database/unit-of-work.ts';
import { Me, Requires } from '../../platform/http/access.ts';
import type { Principal, Request } from '../../platform/http/principal.ts';
import { Returns } from '../../platform/http/returns.ts';
import { failuresCsv } from './failures-csv.ts';
import { ImportActions } from './import-actions.ts';
import { ImportFailures } from './import-failures.ts';
import { ImportFiles } from './import-files.ts';
import { ImportRuns } from './import-runs.ts';
import { readImportFiles } from './read-import-files.ts';

const CSV_PAGE = 500;

/** Bringing history over: make a run, send its files, start it, watch it. */
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly runs: ImportRuns,
    private readonly files: ImportFiles,
    private readonly actions: ImportActions,
    private readonly failures: ImportFailures,
  ) {}

  @Get()
  @Requires('imports:manage')
  @Returns(importRunPage)
  list(@Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run((tx) => this.runs.list(tx, query));
  }

  @Post()
  @Requires('imports:manage')
  @Returns(importRun)
  create(@Me() me: Principal, @Body({ schema: createImportRequest }) request: CreateImportRequest): Promise<ImportRun> {
    return this.unitOfWork.run((tx) => this.runs.create(tx, me.agentId, request));
  }

  @Get(':id')
  @Requires('imports:manage')
  @Returns(importRun)
  get(@Param('id', { schema: id }) runId: string): Promise<ImportRun> {
    return this.unitOfWork.run((tx) => this.runs.get(tx, runId));
  }

  /** One file or several; may be called again and again until the run is started. */
  @Post(':id/files')
  @Requires('imports:manage')
  @Returns(importRun)
  async upload(@Param('id', { schema: id }) runId: string, @Req() request: Request): Promise<ImportRun> {
    await this.files.expect(runId);
    await readImportFiles(request, (name, contents, isWhole) => this.files.add(runId, name, contents, isWhole));
    return this.get(runId);
  }

  @Post(':id/actions')
  @Requires('imports:manage')
  @Returns(importRun, 200)
  act(
    @Param('id', { schema: id }) runId: string,
    @Body({ schema: importAction }) { action }: { action: ImportAction },
  ): Promise<ImportRun> {
    return this.actions.execute(runId, action);
  }

  @Get(':id/failures')
  @Requires('imports:manage')
  @Returns(importFailurePage)
  failed(@Param('id', { schema: id }) runId: string, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.unitOfWork.run(async (tx) => {
      await this.runs.record(tx, runId);
      return this.failures.list(tx, runId, query);
    });
  }

  /** All of them, for a spreadsheet. */
  @Get(':id/failures.csv')
  @Requires('imports:manage')
  async failedAsFile(@Param('id', { schema: id }) runId: string): Promise<StreamableFile> {
    await this.get(runId);
    const organisationId = currentOrganisationId();
    const rows = failuresCsv((cursor) =>
      inOrganisation(organisationId, () =>
        this.unitOfWork.run((tx) => this.failures.list(tx, runId, { limit: CSV_PAGE, ...(cursor ? { cursor } : {}) })),
      ),
    );
    return new StreamableFile(rows, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="import-${runId}.csv"` });
  }

  /** Forgets the run and its files. What it brought in stays. */
  @Delete(':id')
  @Requires('imports:manage')
  @HttpCode(204)
  async remove(@Param('id', { schema: id }) runId: string): Promise<void> {
    const keys = await this.unitOfWork.run((tx) => this.runs.remove(tx, runId));
    await this.files.delete(keys);
  }
}
