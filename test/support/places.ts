import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../drizzle/migrate.ts';
import { runScheduled, startWorkerd } from '../../src/platform/dev-worker.ts';
import { type StaffClient, staffClient } from './client.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { ownerKey, Processes } from './processes.ts';
import { findFreePort, startSqld } from './sqld.ts';

/** A trust centre as it is run, on one of the platforms, with a mail server that takes everything. */
export type Place = {
  readonly origin: string;
  readonly owner: StaffClient;
  /** Whether only cron finds what waits. */
  readonly isByCron: boolean;
  /** Now, and not within half a minute: by cron on Workers, by a new start on Node. */
  runSchedule(): Promise<void>;
};

/** Starts them; they share a mail server, and `end` ends all of them. */
export class Places {
  readonly #processes = new Processes();
  readonly #endings: (() => unknown)[] = [];
  #mails: MailServer | undefined;

  async onNode(): Promise<Place> {
    const port = await findFreePort();
    const home = await this.#processes.makeHome();
    const settings = { ...(await this.#settingsAt(port)), PORT: String(port) };
    let running = await this.#processes.start(home, settings);
    return placeAt(port, false, async () => {
      await running.stop();
      running = await this.#processes.start(home, settings);
    });
  }

  async onWorkers(): Promise<Place> {
    const port = await findFreePort();
    const sqld = await startSqld();
    this.#endings.push(() => sqld.stop());
    await migrate(sqld.url);
    const settings = await this.#settingsAt(port);
    const workerd = await startWorkerd(port, { ...settings, DATABASE_URL: sqld.url });
    this.#endings.push(() => workerd.dispose());
    await workerd.ready;
    return placeAt(port, true, () => runScheduled(workerd));
  }

  /** The newest link below `/trust/my/`, or another that `form` finds, mailed there, other than these. */
  async linkFrom(
    place: Place,
    address: string,
    known: readonly string[] = [],
    form = /http:\/\/localhost:\d+\/trust\/my\/[\w-]{43}/g,
  ): Promise<string> {
    for (let tries = 0; tries < 200; tries += 1) {
      const link = this.textsTo(address)
        .flatMap((text) => text.match(form) ?? [])
        .findLast((each) => !known.includes(each));
      if (link !== undefined) return link;
      if (place.isByCron && tries % 10 === 9) await place.runSchedule();
      await sleep(50);
    }
    throw new Error(`the mail has not come; these have: ${this.textsTo(address).join('\n---\n')}`);
  }

  /** What was mailed there so far, oldest first. */
  textsTo(address: string): readonly string[] {
    const received = this.#mails?.received ?? [];
    return received.flatMap(({ to, parsed }) => (to.includes(address) ? [parsed.text ?? ''] : []));
  }

  async end(): Promise<void> {
    for (const end of this.#endings.toReversed()) await end();
    await this.#mails?.stop();
    await this.#processes.end();
  }

  async #settingsAt(port: number): Promise<Record<string, string>> {
    this.#mails ??= await startMailServer();
    return {
      PUBLIC_URL: `http://localhost:${port}`,
      SECRET_KEY: 'a secret of thirty-two characters',
      STAFF_API_KEY: ownerKey,
      MAIL_URL: `smtp://127.0.0.1:${this.#mails.port}`,
      MAIL_FROM: 'Qluster Corp. <trust@qluster.example>',
    };
  }
}

function placeAt(port: number, isByCron: boolean, runSchedule: Place['runSchedule']): Place {
  const origin = `http://localhost:${port}`;
  const send = (path: string, init: RequestInit) => fetch(`${origin}/trust/api/v1${path}`, init);
  return { origin, owner: staffClient(send, async () => ownerKey), isByCron, runSchedule };
}
