import react from '@vitejs/plugin-react';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type EnvironmentOptions } from 'vite';

const inProject = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Code for Node or Electron: everything bundled except what the runtime brings and the one native addon. */
function program(folder: string, input: Readonly<Record<string, string>>, target: string, format: 'es' | 'cjs' = 'es'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', 'better-sqlite3'], conditions: ['node', 'module', 'default'], builtins: [/^node:/, ...builtinModules] },
    build: {
      outDir: inProject(`out/${folder}`),
      emptyOutDir: true,
      target,
      minify: false,
      sourcemap: false,
      ssr: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [name, inProject(file)])),
        external: ['electron', 'better-sqlite3'],
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

export default defineConfig({
  root: inProject('renderer'),
  base: './',
  publicDir: false,
  plugins: [react()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: inProject('out/window'),
        emptyOutDir: true,
        target: 'chrome130',
        modulePreload: false,
        // A policy without data: for fonts and scripts; every asset is a file.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 4000,
        rolldownOptions: { input: inProject('renderer/index.html') },
      },
    },
    main: program('main', { app: 'main/app.ts' }, 'node20.18'),
    preload: program('preload', { preload: 'main/preload.ts' }, 'node20.18', 'cjs'),
    engine: program('engine', { main: 'main/engine/main.ts', worker: 'main/engine/intake/worker.ts' }, 'node20.18'),
    cli: program('cli', { cli: 'main/cli.ts', worker: 'main/engine/intake/worker.ts' }, 'node20.18'),
  },
});
