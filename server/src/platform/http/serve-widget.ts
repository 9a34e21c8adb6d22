import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** A shop's visitors ask anew after five minutes, and go on with what they have while they ask. */
const CACHED = 'public, max-age=300, stale-while-revalidate=86400';

/**
 * The chat widget, `/widget.js`: on pages of other sites, also of those that let in only what says that it may be there
 * (CORP), or that check what they load (`crossorigin`, `integrity`). Beside it the looks of the demo shop.
 */
export async function serveWidget(app: NestFastifyApplication, folder: string, withDemoShop: boolean): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    preCompressed: true,
    globIgnore: withDemoShop ? [] : ['demo-shop/**'],
    decorateReply: false,
    setHeaders: (reply, file) => {
      reply.header('cache-control', CACHED);
      // Or its compressed twin.
      if (!/^widget[.]js(?:[.](?:br|gz))?$/.test(path.basename(file))) return;
      reply.header('cross-origin-resource-policy', 'cross-origin');
      reply.header('access-control-allow-origin', '*');
    },
  });
}
