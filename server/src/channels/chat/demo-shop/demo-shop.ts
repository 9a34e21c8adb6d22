import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../../platform/config/config.ts';
import { TEST_CUSTOMERS } from './customers.ts';
import { FirstChats } from './first-chat.ts';
import type { Html } from './html.ts';
import { accountPage, cartPage, homePage, productPage, type ShopSurroundings, wholePage } from './pages.ts';
import { PRODUCTS } from './products.ts';

const COOKIE = 'demo_shop_customer';
const HOME = '/demo-shop';

type Page = (params: Record<string, string>, around: ShopSurroundings) => readonly [title: string, content: Html] | undefined;
const PAGES: Readonly<Record<string, Page>> = {
  [HOME]: () => ['Alles voor je fiets', homePage()],
  [`${HOME}/product/:slug`]: ({ slug }) => {
    const product = PRODUCTS.find((one) => one.slug === slug);
    return product && [product.name, productPage(product)];
  },
  [`${HOME}/cart`]: () => ['Winkelwagen', cartPage()],
  [`${HOME}/account`]: (_params, { customer }) => ['Mijn account', accountPage(customer)],
};

/**
 * A small webshop to see the chat in, where `BALIE_DEMO_SHOP` asks for it. Its pages are those of a stranger: they know
 * nothing of Balie but the snippet and `window.Balie`, and their policy is as strict as a shop's can be.
 */
@Injectable()
export class DemoShop implements OnModuleInit {
  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
    private readonly chats: FirstChats,
  ) {}

  onModuleInit(): void {
    if (!this.config.demoShop) return;
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (const [path, page] of Object.entries(PAGES)) server.get(path, (request, reply) => this.answer(page, request, reply));
    server.post(`${HOME}/account`, (request, reply) => {
      const { customer = '' } = request.body as { customer?: string };
      return reply.setCookie(COOKIE, customer, { path: HOME, httpOnly: true, sameSite: 'lax' }).redirect(`${HOME}/account`, 303);
    });
  }

  private async answer(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const around = await this.surroundings(request);
    const [title, content] = page(request.params as Record<string, string>, around) ?? [];
    if (!title || !content) return reply.redirect(HOME, 303);
    return reply
      .header('content-security-policy', policyFor(this.config.publicUrl))
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'strict-origin-when-cross-origin')
      .type('text/html; charset=utf-8')
      .send(wholePage(title, content, around));
  }

  private async surroundings(request: FastifyRequest): Promise<ShopSurroundings> {
    const chat = await this.chats.find();
    const customer = TEST_CUSTOMERS.find(({ id }) => id === request.cookies[COOKIE]);
    return {
      shopName: chat?.shopName ?? 'Voorbeeldwinkel',
      balie: this.config.publicUrl,
      chatKey: chat?.key,
      customer,
      jwt: chat && customer && (await this.chats.vouchFor(chat, customer)),
    };
  }
}

/** The strictest under which the snippet is promised to work. */
function policyFor(balie: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' ${balie}`,
    `connect-src ${balie} ${balie.replace(/^http/, 'ws')}`,
    `img-src 'self' ${balie}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
