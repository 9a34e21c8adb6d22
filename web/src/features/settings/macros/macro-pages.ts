/** One chunk: who opens the list will open something of it. */
export { MacroPage } from './macro-page.tsx';
export { MacrosPage } from './macros-page.tsx';
