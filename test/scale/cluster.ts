import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Miniflare } from 'miniflare';
import { startWorkerd } from '../../src/platform/dev-worker.ts';
import { staffOf } from './publishing.ts';
import { ownerKey, Processes, publicUrlOfTests, type Running } from '../support/processes.ts';
import { findFreePort, type Sqld, startSqld } from '../support/sqld.ts';

type Node = 'primary' | 'near' | 'far';

/** One that readers and staff reach; the first two on Node, the third in workerd. */
export type Site = { readonly name: 'first' | 'second' | 'worker'; origin: string };

export const settings = {
  PUBLIC_URL: publicUrlOfTests,
  SECRET_KEY: 'a secret of thirty-two characters',
  STAFF_API_KEY: ownerKey,
  // Webhooks of the test listen on this machine.
  OUTBOUND_LOOPBACK: 'on',
};

/**
 * A primary of sqld and two replicas, each with its data on disk, and three processes of Annex that
 * know nothing but the replica beside them: `first` the near one, `second` and `worker` the far one.
 * Everything can be killed (SIGKILL) and started again at the same port.
 */
export class Cluster {
  readonly sites: readonly [Site, Site, Site] = [
    { name: 'first', origin: '' },
    { name: 'second', origin: '' },
    { name: 'worker', origin: '' },
  ];
  readonly #processes = new Processes();
  readonly #running = new Map<string, Running>();
  readonly #homes = new Map<string, string>();
  readonly #ports = new Map<string, number>();
  readonly #nodes = new Map<Node, Sqld>();
  #directory = '';
  #workerd: Miniflare | undefined;

  async start(): Promise<void> {
    this.#directory = await mkdtemp(join(tmpdir(), 'annex-cluster-'));
    for (const name of ['grpc', 'primary', 'near', 'far', 'first', 'second', 'worker'])
      this.#ports.set(name, await findFreePort());
    await this.startNode('primary');
    await Promise.all([this.startNode('near'), this.startNode('far')]);
    // The first one migrates, through its replica.
    await this.startSite('first');
    await Promise.all([this.startSite('second'), this.#startWorker()]);
    await staffOf(this.sites[0]).promiseNothing();
  }

  async #startWorker(): Promise<void> {
    const bindings = { ...settings, DATABASE_URL: this.urlOf('far') };
    this.#workerd = await startWorkerd(this.#portOf('worker'), bindings);
    this.sites[2].origin = (await this.#workerd.ready).origin;
  }

  urlOf(name: Node): string {
    return `http://127.0.0.1:${this.#portOf(name)}`;
  }

  async startNode(name: Node): Promise<void> {
    const grpc = this.#portOf('grpc');
    const part = name === 'primary' ? { grpcPort: grpc } : { primaryPort: grpc };
    const port = this.#portOf(name);
    this.#nodes.set(name, await startSqld(join(this.#directory, name), { port, ...part }));
  }

  async killNode(name: Node): Promise<void> {
    await this.#nodes.get(name)?.stop();
  }

  /** Of one that is not running. */
  async emptyNode(name: Node): Promise<void> {
    await rm(join(this.#directory, name), { recursive: true });
  }

  async startSite(name: 'first' | 'second'): Promise<void> {
    const home = this.#homes.get(name) ?? (await this.#processes.makeHome());
    this.#homes.set(name, home);
    const running = await this.#processes.start(home, {
      ...settings,
      PORT: String(this.#portOf(name)),
      DATABASE_URL: this.urlOf(name === 'first' ? 'near' : 'far'),
    });
    this.#running.set(name, running);
    for (const site of this.sites) if (site.name === name) site.origin = running.origin;
  }

  async killSite(name: 'first' | 'second'): Promise<void> {
    await this.#running.get(name)?.stop('SIGKILL');
  }

  /** Runs a program of the product until it ends. */
  async run(program: string, ...args: readonly string[]) {
    const home = await this.#processes.makeHome();
    const { child, output } = await this.#processes.spawn(home, {}, program, args);
    if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve));
    return { code: child.exitCode, output: output() };
  }

  async end(): Promise<void> {
    await Promise.allSettled([this.#workerd?.dispose(), this.#processes.end()]);
    for (const node of this.#nodes.values()) await node.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  #portOf(name: string): number {
    return this.#ports.get(name) ?? 0;
  }
}
