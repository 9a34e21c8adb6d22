/** The pages of this chapter, for one chunk. */
export { OrderSourcePage } from './order-source-page.tsx';
export { OrderSourcesPage } from './order-sources-page.tsx';
