import { setSourceMapsSupport } from 'node:module';

// Before anything else is loaded: traces name lines of our TypeScript. The maps of libraries would stay in memory for nothing.
setSourceMapsSupport(true, { nodeModules: false });
await import('./balie.ts');
