// Once before all tests: the thread that reads PDF files is a bundle, also where all else runs from source.
import { stop } from 'esbuild';
import { bundle } from '../../src/platform/build.ts';

export async function setup(): Promise<void> {
  await bundle('src/platform/node/pdf-thread.ts', 'dist/pdf-thread', 'node');
  await stop();
}
