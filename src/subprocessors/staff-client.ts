export type Reply = {
  readonly etag: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** What the staff API refused, or that it could not be reached: one line each, the first the gist. */
export class CallFailed extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[], cause?: unknown) {
    super(lines[0], { cause });
    this.lines = lines;
  }
}

/** Calls the staff API of a deployment: `url` is its trust centre. */
export class StaffClient {
  readonly #root: string;
  readonly #key: string;

  constructor(url: string, key: string) {
    this.#root = `${url.replace(/\/+$/, '')}/api/v1`;
    this.#key = key;
  }

  async call(method: Method, path: string, body?: unknown, ifMatch?: string): Promise<Reply> {
    const response = await this.#fetch(method, path, body, ifMatch);
    const answer = memberOf(await response.json().catch(() => undefined));
    if (!response.ok)
      throw new CallFailed(problemLines(`${method} ${path}`, response.status, answer));
    return { etag: response.headers.get('etag') ?? undefined, body: answer };
  }

  async #fetch(method: Method, path: string, body: unknown, ifMatch?: string): Promise<Response> {
    const headers = {
      authorization: `Bearer ${this.#key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
    };
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    try {
      return await fetch(`${this.#root}${path}`, { method, headers, ...content });
    } catch (error) {
      throw new CallFailed([`Nothing answers at ${this.#root}. Is Annex running there?`], error);
    }
  }
}

function problemLines(call: string, status: number, problem: Reply['body']): readonly string[] {
  const { title, detail, errors } = problem;
  const gist = [detail, title].find((text) => typeof text === 'string');
  return [`${gist ?? 'No reason was given.'} (${status}, ${call})`, ...faultLines(errors)];
}

/** One line for each fault of a problem or of a plan. */
export function faultLines(faults: unknown): readonly string[] {
  if (!Array.isArray(faults)) return [];
  return faults.map((fault) => {
    const { pointer, detail } = memberOf(fault);
    return `  ${String(pointer)}: ${String(detail)}`;
  });
}

export function memberOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

export function itemsIn(value: unknown): readonly Reply['body'][] {
  return Array.isArray(value) ? value.map(memberOf) : [];
}

export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
