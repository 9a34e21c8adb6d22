// The script of the demo shop: a cart in the browser's storage, and what it tells the chat.
const { catalogue, jwt, order } = JSON.parse(document.body.dataset.shop);
const CART = 'demo-shop-cart';
const euros = (cents) => new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(cents / 100);
const cart = () => JSON.parse(localStorage.getItem(CART) ?? '[]');
const lines = () =>
  cart().flatMap(({ slug, quantity }) => catalogue.filter((product) => product.slug === slug).map((product) => ({ ...product, quantity })));
const total = () => lines().reduce((sum, { cents, quantity }) => sum + cents * quantity, 0);

window.Balie = window.Balie || [];

function tellChat() {
  const items = lines().map(({ slug, name, cents, quantity }) => ({
    name,
    quantity,
    price: euros(cents),
    url: new URL(`/demo-shop/product/${slug}`, location.href).href,
  }));
  window.Balie.push(['context', { cart: items.length > 0 ? { items, total: euros(total()) } : null, order: order ?? null }]);
}

function change(slug, by) {
  const known = cart();
  const line = known.find((one) => one.slug === slug) ?? { slug, quantity: 0 };
  const rest = known.filter((one) => one !== line);
  const quantity = Math.max(0, line.quantity + by);
  localStorage.setItem(CART, JSON.stringify(quantity > 0 ? [...rest, { slug, quantity }] : rest));
  show();
  tellChat();
}

function cell(text) {
  const made = document.createElement('td');
  made.textContent = text;
  return made;
}

function show() {
  const count = cart().reduce((sum, { quantity }) => sum + quantity, 0);
  document.querySelector('#cart-count').textContent = count > 0 ? `(${count})` : '';
  const table = document.querySelector('#cart');
  if (!table) return;
  table.hidden = count === 0;
  document.querySelector('#cart-empty').hidden = count > 0;
  document.querySelector('#cart-total').textContent = euros(total());
  table.querySelector('tbody').replaceChildren(
    ...lines().map(({ slug, name, cents, quantity }) => {
      const row = document.createElement('tr');
      const remove = document.createElement('button');
      remove.type = 'button';
      remove.textContent = 'Verwijderen';
      remove.setAttribute('aria-label', `${name} verwijderen`);
      remove.addEventListener('click', () => change(slug, -quantity));
      const last = cell('');
      last.append(remove);
      row.append(cell(name), cell(String(quantity)), cell(euros(cents * quantity)), last);
      return row;
    }),
  );
}

for (const button of document.querySelectorAll('[data-buy]')) {
  button.addEventListener('click', () => {
    change(button.dataset.buy, 1);
    button.textContent = 'Ligt in je winkelwagen';
  });
}
document.querySelector('#leave')?.addEventListener('submit', () => window.Balie.push(['logout']));

if (jwt) window.Balie.push(['identify', { jwt }]);
show();
tellChat();
