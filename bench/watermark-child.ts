// A process for one file and one task, so that its greatest size is that task's own.
import { readFile } from 'node:fs/promises';
import { samplePdf } from '../test/marking/samples.ts';
import { type Cost, costOf } from './process-cost.ts';
import { work } from './watermark-work.ts';

const [path = '', task, rounds] = process.argv.slice(3);
await work(task, samplePdf({ pages: [{}] }));
const costs: Cost[] = [];
for (let round = 0; round < Number(rounds); round += 1)
  costs.push(await costOf('self', async () => work(task, new Uint8Array(await readFile(path)))));
console.log(JSON.stringify(costs));
