import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, listOf, StaffMember } from '../platform/staff.ts';

type At = { readonly name: string; readonly origin: string };

export function staffOf({ origin }: Pick<At, 'origin'>): StaffMember {
  return new StaffMember((path, init) => fetch(`${origin}${path}`, init));
}

/** Entries of which we know that they were published, or that they were asked for and nobody said. */
export type Asked = { readonly all: string[]; readonly acknowledged: Set<string> };

/** One change that adds two entries, so that half of it would show. Whether it was acknowledged. */
export async function publish(site: At, slug: string, asked: Asked): Promise<boolean> {
  const staff = staffOf(site);
  const batch = await staff.send('POST', '/batches', { reason: slug });
  if (batch.status !== 201) return refused(batch);
  const path = `/batches/${String(batch.json['id'])}`;
  for (const name of [slug, `${slug}-too`]) {
    const put = await staff.send('PUT', `${path}/entries/${name}`, { facts: factsOf(name) });
    if (put.status !== 201) return refused(put);
  }
  asked.all.push(slug);
  const made = await staff.send('PUT', `${path}/publication`, {}, { 'if-match': '*' });
  if (made.status !== 201) return refused(made);
  asked.acknowledged.add(slug);
  return true;
}

/** Refused because of the database is well; everything else is a fault. */
function refused({ status, text }: { readonly status: number; readonly text: string }): false {
  if (status !== 503) throw new Error(`publishing was answered with ${status}: ${text}`);
  return false;
}

function factsOf(slug: string): Json {
  return {
    name: slug,
    kind: 'third-party',
    description: 'Does something.',
    contract: { signedOn: '2026-01-15' },
  };
}

/** Publishes at a site until told to end, whatever becomes of it. */
export function keepPublishing(site: At, prefix: string, asked: Asked) {
  let isOver = false;
  const run = async () => {
    for (let count = 0; !isOver; count += 1) {
      try {
        await publish(site, `${prefix}-${site.name}-${count}`, asked);
        await sleep(100);
      } catch (error) {
        // Nobody answers where the process is dead.
        if (!(error instanceof TypeError)) throw error;
        await sleep(50);
      }
    }
  };
  const running = run();
  return {
    async end() {
      isOver = true;
      await running;
    },
  };
}

export async function readSlugs({ origin }: Pick<At, 'origin'>): Promise<readonly string[]> {
  const { subprocessors } = await (await fetch(`${origin}/trust/subprocessors.json`)).json();
  return listOf(subprocessors).map((entry) => String(entry['slug']));
}

/** Somebody who reads the list of one site again and again, and keeps what should not have been. */
export class Reader {
  readonly site: At;
  readonly faults: string[] = [];
  highest = 0;
  count = 0;
  longestMs = 0;
  #isOver = false;
  #running: Promise<void> | undefined;

  constructor(site: At) {
    this.site = site;
  }

  begin(): void {
    this.#running = this.#run();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#isOver) {
      await this.#read();
      await sleep(20);
    }
  }

  async #read(): Promise<void> {
    const began = performance.now();
    const response = await fetch(`${this.site.origin}/trust/subprocessors.json`).catch(
      () => undefined,
    );
    // Its process is dead; the balancer would ask another.
    if (response === undefined) return;
    const body = await response.json().catch(() => ({}));
    this.count += 1;
    this.longestMs = Math.max(this.longestMs, performance.now() - began);
    const version = Number(body.listVersion);
    if (response.status !== 200) this.faults.push(`${this.site.name} answered ${response.status}`);
    else if (!(version >= this.highest))
      this.faults.push(`${this.site.name} went from version ${this.highest} to ${version}`);
    else this.highest = version;
  }
}
