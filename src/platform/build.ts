// npm start and npm run dev: `build.ts run [entry] [arguments]` bundles one entry and runs it here.
// npm run build: no arguments, both platforms.
import { rm, readFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { stripFont } from './strip-font.ts';

export type Platform = 'node' | 'worker';
export type Bundle = { outfile: string; outputs: esbuild.Metafile['outputs'] };

/** Beside each entry on Node, since a thread is a file of its own. */
const thread = 'src/platform/node/pdf-thread.ts';

/** Bundles one entry into a folder; dynamic imports become chunks beside it. */
export async function bundle(entry: string, outdir: string, platform: Platform): Promise<Bundle> {
  // The Worker's folder is uploaded whole, so nothing old may stay; a running Node process
  // may still load its older chunks.
  if (platform === 'worker') await rm(outdir, { recursive: true, force: true });
  const name = basename(entry).replace(/\.tsx?$/, '');
  const { metafile } = await esbuild.build({
    entryPoints:
      platform === 'node' ? { [name]: entry, [basename(thread, '.ts')]: thread } : [entry],
    outdir,
    bundle: true,
    format: 'esm',
    target: 'es2024',
    splitting: true,
    chunkNames: '[name]-[hash]',
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    ...(platform === 'node' ? forNode : forWorker),
  });
  return { outfile: resolve(outdir, `${name}.js`), outputs: metafile?.outputs ?? {} };
}

// The tests build too, and under Vite there is no `import.meta.resolve`.
const require = createRequire(import.meta.url);

// Vite, under which the tests run, knows the same two suffixes.
const rawText: esbuild.Plugin = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -'?raw'.length)),
      namespace: 'raw',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
    build.onResolve({ filter: /\.woff\?inline$/ }, ({ path }) => ({
      path: require.resolve(path.slice(0, -'?inline'.length)),
      namespace: 'inline',
    }));
    build.onLoad({ filter: /.*/, namespace: 'inline' }, async ({ path }) => ({
      contents: stripFont(await readFile(path)),
      loader: 'dataurl',
    }));
  },
};

// workerd knows Node's modules only by their `node:` names and only through `import`,
// while CommonJS packages say `require('stream')`.
const nodeModulesByPrefix: esbuild.Plugin = {
  name: 'node-modules-by-prefix',
  setup(build) {
    const bare = new RegExp(`^(${builtinModules.join('|')})$`);
    build.onResolve({ filter: bare }, ({ path, kind }) =>
      kind === 'require-call'
        ? { path, namespace: 'required' }
        : { path: `node:${path}`, external: true },
    );
    build.onLoad({ filter: /.*/, namespace: 'required' }, ({ path }) => ({
      contents: `export * from 'node:${path}'; export { default } from 'node:${path}';`,
    }));
  },
};

// zod brings its messages in fifty languages, 50 kB gzipped, and nothing can be shaken out of them.
// Every message a caller sees is written here, in English.
const zodInEnglish: esbuild.Plugin = {
  name: 'zod-in-english',
  setup(build) {
    build.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ resolveDir }) => ({
      path: join(resolveDir, '../locales'),
      namespace: 'locales',
    }));
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales$/, namespace: 'locales' }, ({ path }) => ({
      contents: `export { default as en } from './en.js';`,
      resolveDir: path,
    }));
  },
};

// `feed` writes XML with a package that could read it too, by a parser that nothing here calls.
const noXmlParser: esbuild.Plugin = {
  name: 'no-xml-parser',
  setup(build) {
    build.onResolve({ filter: /^sax$/ }, () => ({ path: 'sax', namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: 'export {}' }));
  },
};

// Most of drizzle-orm is never used: what is, in one file, starts in half the time and half the memory.
const drizzleInside: esbuild.Plugin = {
  name: 'drizzle-inside',
  setup(build) {
    build.onResolve({ filter: /^drizzle-orm(\/|$)/ }, ({ path }) => ({
      path: fileURLToPath(import.meta.resolve(path)),
    }));
  },
};

const forNode: esbuild.BuildOptions = {
  platform: 'node',
  packages: 'external',
  // Node refuses JSON of a package that is not imported as JSON, and the target year drops the word.
  supported: { 'import-attributes': true },
  plugins: [rawText, drizzleInside],
};

const forWorker: esbuild.BuildOptions = {
  platform: 'browser',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['node:*', 'cloudflare:*'],
  minify: true,
  plugins: [rawText, nodeModulesByPrefix, zodInEnglish, noXmlParser],
};

async function run(entry: string): Promise<void> {
  const { outfile } = await bundle(entry, `dist/${basename(entry, '.ts')}`, 'node');
  await esbuild.stop();
  process.argv.splice(1, 3, outfile);
  await import(pathToFileURL(outfile).href);
}

if (import.meta.main) {
  const [verb, entry = 'src/platform/node.ts'] = process.argv.slice(2);
  if (verb === 'run') {
    await run(entry);
  } else {
    await bundle('src/platform/node.ts', 'dist/node', 'node');
    await bundle('src/platform/worker.ts', 'dist/worker', 'worker');
  }
}
