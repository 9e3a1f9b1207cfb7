import type { Deployment } from './deployments.ts';

type Bag = Readonly<Record<string, unknown>>;
type Found = () => Promise<Bag | undefined>;
type Reply = { readonly status: number; readonly body: Bag; readonly etag: string };

type Sending = {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly by?: string;
  /** Repeated after a death these mean that the first request was carried out. */
  readonly happenedIf?: readonly number[];
};

/** Longer than a claim of a mail holds: what the dead had claimed is free for the next. */
const afterDeathMs = 330_000;
/** Later it would be another day somewhere. */
const longestDayMs = 5 * 3_600_000;

/** Whoever uses a deployment whose process may die at any moment, and begins again what was not answered. */
export class Surviving {
  readonly deployment: Deployment;
  /** Of the staff who act. */
  key = '';
  at = new Date(0);
  deaths = 0;
  #begunAt = new Date(0);

  constructor(deployment: Deployment) {
    this.deployment = deployment;
  }

  begin(instant: Date): void {
    this.#begunAt = instant;
    this.#set(instant);
  }

  pass(ms: number): void {
    this.#set(new Date(this.at.getTime() + ms));
  }

  async work(): Promise<void> {
    await this.#tryUntilDone(this.deployment.work);
  }

  async get(path: string): Promise<Reply> {
    return (await this.#ask('GET', path, {})).value;
  }

  /** Every page of a list. */
  async list(path: string): Promise<readonly Bag[]> {
    const found: Bag[] = [];
    const first = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
    for (let cursor = ''; ;) {
      const { body } = await this.get(path.endsWith('/contacts') ? path : `${first}${cursor}`);
      found.push(...listOf(body['items']));
      if (body['next'] === null) return found;
      cursor = `&cursor=${String(body['next'])}`;
    }
  }

  /** Something that may be done twice without harm, or that says when it was done already. */
  async send(method: 'PUT' | 'POST', path: string, sending: Sending): Promise<Bag> {
    return (await this.#ask(method, path, sending)).value.body;
  }

  /** With an Idempotency-Key; where the answer of what was carried out is lost, the list has it. */
  async create(path: string, key: string, body: Bag, find?: Found): Promise<Bag> {
    const headers = { 'idempotency-key': key };
    const { value } = await this.#ask('POST', path, { body, headers, happenedIf: [409] });
    if (value.status < 300) return value.body;
    const made = await find?.();
    if (made === undefined) throw new Error(`${path}: ${JSON.stringify(value.body)}`);
    return made;
  }

  /** With the entity tag as it was: 412 or 409 to the repetition, when nobody else acts, means it was done. */
  async change(path: string, what: string | undefined, body?: unknown, by?: string): Promise<void> {
    const { etag } = await this.get(path);
    await this.#ask('PUT', what === undefined ? path : `${path}/${what}`, {
      body,
      headers: { 'if-match': etag },
      happenedIf: [409, 412],
      ...(by !== undefined && { by }),
    });
  }

  /** As somebody from outside, who looks first whether it was done. */
  async visit(path: string, body: string, find: Found): Promise<void> {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    await this.#tryUntilDone(async (isAgain) => {
      if (isAgain && (await find()) !== undefined) return;
      const init = { method: 'POST', headers, ...(body !== '' && { body }) };
      const response = await this.deployment.fetch(path, init);
      const text = await response.text();
      if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    });
  }

  async #ask(
    method: string,
    path: string,
    { body, headers = {}, by = this.key, happenedIf = [] }: Sending,
  ): Promise<{ readonly value: Reply }> {
    const isText = typeof body === 'string';
    const init = {
      method,
      headers: {
        authorization: `Bearer ${by}`,
        ...(body !== undefined && !isText && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
    };
    const value = await this.#tryUntilDone(async (isAgain) => {
      const response = await this.deployment.fetch(`/trust/api/v1${path}`, init);
      const text = await response.text();
      const { status } = response;
      const isFine = status < 300 || (isAgain && happenedIf.includes(status));
      if (!isFine) throw new Error(`${method} ${path}: ${status} ${text}`);
      const etag = response.headers.get('etag') ?? '';
      return { status, etag, body: text === '' ? {} : JSON.parse(text) };
    });
    return { value };
  }

  async #tryUntilDone<T>(attempt: (isAgain: boolean) => Promise<T>): Promise<T> {
    for (let isAgain = false; ; isAgain = true) {
      const tried = await settled(attempt(isAgain));
      if (!(await this.deployment.hasDied())) {
        if ('error' in tried) throw tried.error;
        return tried.value;
      }
      this.deaths += 1;
      this.pass(afterDeathMs);
    }
  }

  #set(instant: Date): void {
    if (instant.getTime() - this.#begunAt.getTime() > longestDayMs)
      throw new Error(`too many deaths on the day of ${this.#begunAt.toISOString()}`);
    this.at = instant;
    this.deployment.at(instant);
  }
}

export function listOf(value: unknown): readonly Bag[] {
  return Array.isArray(value) ? value : [];
}

async function settled<T>(attempt: Promise<T>): Promise<{ value: T } | { error: unknown }> {
  try {
    return { value: await attempt };
  } catch (error) {
    return { error };
  }
}
