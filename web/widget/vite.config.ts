import { defineConfig } from 'vite';

/** One classic script without imports, which a shop puts on its page. */
export default defineConfig({
  // Nothing of the page's surroundings: `process` and friends are not there.
  define: { 'process.env.NODE_ENV': '"production"' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    sourcemap: false,
    reportCompressedSize: false,
    lib: { entry: 'src/main.ts', name: 'BalieWidget', formats: ['iife'], fileName: () => 'widget.js' },
  },
});
