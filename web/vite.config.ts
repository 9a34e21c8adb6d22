import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the server. */
const server = process.env['BALIE_DEV_SERVER'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    sourcemap: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // Two files for the first screen, each with all it imports: a hundred small ones compress a tenth worse.
          groups: [
            { name: 'start', test: /src\/app\/main\.tsx$/, priority: 2 },
            { name: 'desk', test: /src\/app\/(console|inbox-page)\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/widget.js': server, '/demo-shop': server, '/socket.io': { target: server, ws: true } },
  },
});
