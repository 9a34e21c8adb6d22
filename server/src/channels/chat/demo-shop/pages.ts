import { TEST_CUSTOMERS, type TestCustomer } from './customers.ts';
import { type Html, html } from './html.ts';
import { euros, PRODUCTS, type Product } from './products.ts';

/** How a page of the demo shop comes to its chat. */
export interface ShopSurroundings {
  readonly shopName: string;
  /** Address of Balie, without a trailing slash. */
  readonly balie: string;
  /** Undefined while no chat is connected. */
  readonly chatKey: string | undefined;
  readonly customer: TestCustomer | undefined;
  /** Signed with the chat's secret; undefined without customer or secret. */
  readonly jwt: string | undefined;
}

const picture = ({ slug, name }: Product): Html =>
  html`<img src="/demo-shop/pictures/${slug}.svg" alt="${name}" width="320" height="240" />`;

export function homePage(): Html {
  return html`
    <section class="hero">
      <h1>Alles voor de fiets die je al hebt</h1>
      <p>Voor 22:00 besteld, morgen in huis. Dertig dagen bedenktijd, ook op wat je al hebt gemonteerd.</p>
    </section>
    <ul class="products">
      ${PRODUCTS.map(
        (product) => html`
          <li>
            <a href="/demo-shop/product/${product.slug}">
              ${picture(product)}
              <strong>${product.name}</strong>
              <span>${product.line}</span>
              <b>${euros(product.cents)}</b>
            </a>
          </li>`,
      )}
    </ul>`;
}

export function productPage(product: Product): Html {
  return html`
    <article class="product">
      ${picture(product)}
      <div>
        <h1>${product.name}</h1>
        <p class="line">${product.line}</p>
        <p class="price">${euros(product.cents)}</p>
        <p>${product.about}</p>
        <ul>${product.facts.map((fact) => html`<li>${fact}</li>`)}</ul>
        <button type="button" class="buy" data-buy="${product.slug}">In winkelwagen</button>
        <p class="stock">Op voorraad. Voor 22:00 besteld, morgen in huis.</p>
      </div>
    </article>`;
}

export function cartPage(): Html {
  return html`
    <h1>Winkelwagen</h1>
    <p id="cart-empty" hidden>Er ligt nog niets in je winkelwagen. <a href="/demo-shop">Kijk rond in de winkel</a>.</p>
    <table id="cart" hidden>
      <thead><tr><th scope="col">Artikel</th><th scope="col">Aantal</th><th scope="col">Prijs</th><th></th></tr></thead>
      <tbody></tbody>
      <tfoot><tr><th scope="row" colspan="2">Totaal</th><td id="cart-total"></td><td></td></tr></tfoot>
    </table>`;
}

export function accountPage(customer: TestCustomer | undefined): Html {
  if (!customer) {
    return html`
      <h1>Inloggen</h1>
      <p>Dit is een voorbeeldwinkel. Kies als wie je binnenkomt; de chat weet dan wie je bent.</p>
      <form method="post" action="/demo-shop/account" class="customers">
        ${TEST_CUSTOMERS.map(
          ({ id, name, email }) => html`<button name="customer" value="${id}"><strong>${name}</strong><span>${email}</span></button>`,
        )}
      </form>`;
  }
  const { order } = customer;
  return html`
    <h1>Dag ${customer.name}</h1>
    <p>${customer.email}</p>
    <table>
      <thead><tr><th scope="col">Bestelling</th><th scope="col">Artikel</th><th scope="col">Status</th><th scope="col">Bedrag</th></tr></thead>
      <tbody><tr><td>${order.number}</td><td>${order.product}</td><td>${order.status}</td><td>${euros(order.cents)}</td></tr></tbody>
    </table>
    <form method="post" action="/demo-shop/account" id="leave"><button class="buy" name="customer" value="">Uitloggen</button></form>`;
}

/** The page around it. What the script of the shop has to know stands on the body: a strict policy lets no script stand in the page. */
export function wholePage(title: string, content: Html, { shopName, balie, chatKey, customer, jwt }: ShopSurroundings): string {
  const catalogue = PRODUCTS.map(({ slug, name, cents }) => ({ slug, name, cents }));
  const order = customer && { number: customer.order.number, status: customer.order.status, total: euros(customer.order.cents) };
  return html`<!doctype html>
<html lang="nl">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content" />
    <title>${title} | ${shopName}</title>
    <link rel="icon" href="/demo-shop/pictures/icon.svg" />
    <link rel="stylesheet" href="/demo-shop/shop.css" />
    <script defer src="/demo-shop/shop.js"></script>
    ${chatKey ? html`<script async src="${balie}/widget.js" data-key="${chatKey}"></script>` : ''}
  </head>
  <body data-shop="${JSON.stringify({ catalogue, jwt, order })}">
    <header>
      <a class="brand" href="/demo-shop">${shopName}</a>
      <nav aria-label="Winkel">
        <a href="/demo-shop">Assortiment</a>
        <a href="/demo-shop/account">${customer ? (customer.name.split(' ')[0] ?? '') : 'Inloggen'}</a>
        <a href="/demo-shop/cart">Winkelwagen <span id="cart-count"></span></a>
      </nav>
    </header>
    <main>
      ${chatKey ? '' : html`<p class="notice">Er is nog geen chat gekoppeld. Dat kan in Balie bij Instellingen, Kanalen.</p>`}
      ${content}
    </main>
    <footer><p>Dit is een voorbeeldwinkel van Balie. Er wordt niets verkocht.</p></footer>
  </body>
</html>
`.text;
}
