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

/** Milliseconds of CPU since the process began, of its threads that still are. */
export async function cpuMs(pid: number | 'self'): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`);
  const spent = await Promise.all(
    threads.map((thread) =>
      readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').catch(() => '0'),
    ),
  );
  return spent.reduce((sum, text) => sum + Number.parseInt(text, 10), 0) / 1e6;
}

/** The processes that a process has begun. */
export async function childrenOf(pid: number | 'self'): Promise<readonly number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const texts = await Promise.all(
    threads.map((id) => readFile(`/proc/${pid}/task/${id}/children`, 'utf8').catch(() => '')),
  );
  return texts.flatMap((text) => text.split(' ').filter(Boolean).map(Number));
}

/** A process and all that it has begun, however deep. */
export async function treeOf(pid: number): Promise<readonly number[]> {
  const below = await Promise.all((await childrenOf(pid)).map(treeOf));
  return [pid, ...below.flat()];
}

/** Memory that a process holds, in MB; what it shares with others is divided among them. */
export async function heldMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
}

/** Process ids of the workerds that this process has started. */
export async function listWorkerds(): Promise<readonly number[]> {
  const children = await childrenOf('self');
  const areWorkerd = await Promise.all(children.map(isWorkerd));
  return children.filter((_, index) => areWorkerd[index]);
}

async function isWorkerd(pid: number): Promise<boolean> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('workerd');
}
