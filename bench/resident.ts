import { readFile, writeFile } from 'node:fs/promises';

/** By how many MB a process grew at most beyond what it held before, as Linux counts resident pages. */
export async function growthDuring(
  pid: number | 'self',
  work: () => Promise<void>,
): Promise<number> {
  // Forgets the high-water mark up to now (proc(5)).
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const before = await residentKb(pid, 'VmRSS');
  await work();
  return (Math.max(before, await residentKb(pid, 'VmHWM')) - before) / 1024;
}

async function residentKb(pid: number | 'self', field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
}
