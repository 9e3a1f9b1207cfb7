import { expect } from 'vitest';
import { ownerKey } from '../support/processes.ts';

export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;
export type Json = Readonly<Record<string, unknown>>;
type Headers = Readonly<Record<string, string>>;

/** A member of the staff at the API of one deployment. Every call names the status that it must get. */
export class StaffMember {
  readonly #fetch: Fetch;
  readonly #key: string | undefined;

  constructor(fetch: Fetch, key: string | undefined = ownerKey) {
    this.#fetch = fetch;
    this.#key = key;
  }

  as(key: string | undefined): StaffMember {
    return new StaffMember(this.#fetch, key ?? '');
  }

  async send(method: string, path: string, body?: unknown, headers: Headers = {}) {
    const response = await this.#fetch(`/trust/api/v1${path}`, {
      method,
      headers: {
        ...(this.#key && { authorization: `Bearer ${this.#key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: memberOf(text) };
  }

  async call(status: number, method: string, path: string, body?: unknown, headers?: Headers) {
    const answer = await this.send(method, path, body, headers);
    expect(`${answer.status} ${method} ${path} ${answer.text}`).toMatch(`${status} `);
    return answer;
  }

  /** Begins a batch with these entries. */
  async draft(batch: Json, entries: Readonly<Record<string, unknown>>): Promise<string> {
    const { json } = await this.call(201, 'POST', '/batches', batch);
    const id = String(json['id']);
    for (const [slug, entry] of Object.entries(entries))
      await this.call(201, 'PUT', `/batches/${id}/entries/${slug}`, entry);
    return id;
  }

  /** Customers are promised no days of notice: so that changes can be published at once. */
  async promiseNothing(): Promise<void> {
    const profile = { name: 'Qluster Corp.', noticeDays: 0 };
    // Where nothing can be written it stays as it was.
    await this.send('PUT', '/organisation', profile, { 'if-match': '*' });
  }

  /** Publishes them as one change. */
  async publish(batch: Json, entries: Readonly<Record<string, unknown>>): Promise<Json> {
    const id = await this.draft(batch, entries);
    const classes = Object.fromEntries(Object.keys(entries).map((slug) => [slug, 'substantive']));
    const path = `/batches/${id}/publication`;
    return (await this.call(201, 'PUT', path, { classes }, { 'if-match': '*' })).json;
  }

  /** All events, oldest first. */
  async readRecord(): Promise<readonly Json[]> {
    const events: Json[] = [];
    let query = '?limit=100';
    for (;;) {
      const { json } = await this.call(200, 'GET', `/events${query}`);
      events.unshift(...listOf(json['items']).toReversed());
      if (json['next'] === null) return events;
      query = `?limit=100&cursor=${String(json['next'])}`;
    }
  }
}

export function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function memberOf(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
