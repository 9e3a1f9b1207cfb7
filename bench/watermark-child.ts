// A process for one file and one task, so that its greatest size is that task's own.
import { readFile } from 'node:fs/promises';
import { samplePdf } from '../test/marking/samples.ts';
import { growthDuring } from './resident.ts';
import { work } from './watermark-work.ts';

const [path = '', task, rounds] = process.argv.slice(3);
await work(task, samplePdf({ pages: [{}] }));
const times: number[] = [];
const once = async () => {
  const bytes = new Uint8Array(await readFile(path));
  const start = performance.now();
  await work(task, bytes);
  times.push(performance.now() - start);
};
const mb = await growthDuring('self', once);
for (let round = 1; round < Number(rounds); round += 1) await once();
console.log(JSON.stringify({ ms: Math.min(...times), mb }));
