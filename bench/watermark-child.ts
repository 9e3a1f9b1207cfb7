// A process for one file and one task, so that its greatest size is that task's own.
import { readFile } from 'node:fs/promises';
import { samplePdf } from '../test/marking/samples.ts';
import { median } from './register.ts';
import { work } from './watermark-work.ts';

const [path = '', task, rounds] = process.argv.slice(3);
await work(task, samplePdf({ pages: [{}] }));
const before = process.memoryUsage().rss;
const bytes = new Uint8Array(await readFile(path));
const times: number[] = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const start = performance.now();
  await work(task, bytes);
  times.push(performance.now() - start);
}
const most = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ ms: median(times), mb: (most - before) / 1024 / 1024 }));
