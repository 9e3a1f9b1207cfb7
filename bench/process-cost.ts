import { readdir, readFile, writeFile } from 'node:fs/promises';

/** What a piece of work cost a process: milliseconds of CPU, and by how many MB it grew at most meanwhile. */
export type Cost = { readonly ms: number; readonly mb: number };

/**
 * As Linux counts them, over all threads of the process: so another one's work does not count, and what
 * libraries hold outside of any heap does.
 */
export async function costOf(pid: number | 'self', work: () => Promise<unknown>): Promise<Cost> {
  // Forgets the high-water mark up to now (proc(5)).
  await writeFile(`/proc/${pid}/clear_refs`, '5');
  const [kb, ms] = [await residentKb(pid, 'VmRSS'), await cpuMs(pid)];
  await work();
  const most = Math.max(kb, await residentKb(pid, 'VmHWM'));
  return { ms: (await cpuMs(pid)) - ms, mb: (most - kb) / 1024 };
}

async function residentKb(pid: number | 'self', field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]);
}

async function cpuMs(pid: number | 'self'): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const spent = await Promise.all(
    threads.map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0'),
    ),
  );
  return spent.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1e6;
}
