import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock, SystemClock } from './clock/clock.ts';
import { Config } from './config/config.ts';
import { SecretBox } from './crypto/secret-box.ts';
import type { Database } from './database/database.ts';
import { DatabaseHandle } from './database/database-handle.ts';
import { UnitOfWork } from './database/unit-of-work.ts';
import { EventDispatcher } from './events/event-dispatcher.ts';
import { Outbox } from './events/outbox.ts';
import { AccessGuard } from './http/access.guard.ts';
import { OpenApiController } from './http/open-api.controller.ts';
import { OutboundGuard } from './http/outbound-guard.ts';
import { OutboundHttp } from './http/outbound-http.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ResponseCheckInterceptor } from './http/response-check.interceptor.ts';
import { RouteList } from './http/route-list.ts';
import { SharedCounts } from './http/shared-counts.ts';
import { validationPipe } from './http/validation.ts';
import { WaitingCallers } from './http/waiting-callers.ts';
import { Leases } from './lease/leases.ts';
import { ProcessRegistry } from './lease/process-registry.ts';
import { Log } from './logging/log.ts';
import { SystemMailer } from './mail/system-mailer.ts';
import { JobRunner } from './queue/job-runner.ts';
import { Jobs } from './queue/jobs.ts';
import { Realtime } from './realtime/realtime.ts';
import { Rooms } from './realtime/rooms.ts';
import { VirusScanner } from './scanner/virus-scanner.ts';
import { FileStorage } from './storage/file-storage.ts';

const SERVICES = [
  UnitOfWork,
  EventDispatcher,
  Outbox,
  Jobs,
  JobRunner,
  ProcessRegistry,
  Leases,
  SecretBox,
  FileStorage,
  VirusScanner,
  OutboundGuard,
  OutboundHttp,
  Rooms,
  Realtime,
  Log,
  SharedCounts,
  SystemMailer,
  RouteList,
  WaitingCallers,
];

export interface PlatformOptions {
  readonly clock?: Clock;
  /** Hold each answer against its schema. For tests: it costs time. */
  readonly checkResponses?: boolean;
}

/** The technology every module stands on; knows no product word. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, database: Database, options: PlatformOptions = {}): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      controllers: [OpenApiController],
      providers: [
        { provide: Config, useValue: config },
        { provide: DataSource, useValue: database.dataSource },
        { provide: DatabaseHandle, useValue: database },
        { provide: Clock, useValue: options.clock ?? new SystemClock() },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validationPipe },
        ...(options.checkResponses ? [{ provide: APP_INTERCEPTOR, useClass: ResponseCheckInterceptor }] : []),
        ...SERVICES,
      ],
      exports: [Config, DatabaseHandle, Clock, ...SERVICES],
    };
  }
}
