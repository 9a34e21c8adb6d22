/** The pages of this chapter, for one chunk. */
export { ShopPage } from './shop-page.tsx';
export { ShopsPage } from './shops-page.tsx';
