/** One chunk: who opens the list will open something of it. */
export { PromiseItemPage } from './promise-item-page.tsx';
export { PromisesPage } from './promises-page.tsx';
