/** A reply, read to its end. */
export type Reply = {
  readonly status: number;
  readonly headers: Headers;
  readonly etag: string | undefined;
  readonly text: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
};

export type Send = (path: string, init: RequestInit) => Promise<Response>;
type HeaderValues = Readonly<Record<string, string>>;

/** Calls the staff API with somebody's key. Paths begin below `/api/v1`. */
export type StaffClient = {
  get(path: string, headers?: HeaderValues): Promise<Reply>;
  post(path: string, body?: unknown, headers?: HeaderValues): Promise<Reply>;
  put(path: string, body?: unknown, headers?: HeaderValues): Promise<Reply>;
  delete(path: string, body?: unknown, headers?: HeaderValues): Promise<Reply>;
  /** With the key, and nothing else that the test does not give: for odd bodies and headers. */
  send(method: string, path: string, init?: RequestInit): Promise<Reply>;
};

export function staffClient(send: Send, key: () => Promise<string | undefined>): StaffClient {
  async function call(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
    const headers = new Headers(init.headers);
    const secret = await key();
    if (secret !== undefined) headers.set('authorization', `Bearer ${secret}`);
    return readReply(await send(path, { ...init, method, headers }));
  }
  const withBody =
    (method: string) =>
    (path: string, body?: unknown, headers: HeaderValues = {}): Promise<Reply> =>
      call(
        method,
        path,
        body === undefined
          ? { headers }
          : {
              headers: { 'content-type': 'application/json', ...headers },
              body: JSON.stringify(body),
            },
      );
  return {
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: withBody('POST'),
    put: withBody('PUT'),
    delete: withBody('DELETE'),
    send: call,
  };
}

export async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  const { status, headers } = response;
  const etag = headers.get('etag') ?? undefined;
  const isJson = /\bjson\b/.test(headers.get('content-type') ?? '') && text !== '';
  return { status, headers, etag, text, body: isJson ? JSON.parse(text) : undefined };
}

/** What stands at a path in parsed JSON; undefined where the path leads nowhere. */
export function pick(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      at instanceof Object ? Object.entries(at).find(([k]) => k === `${step}`)?.[1] : undefined,
    value,
  );
}

/** The same where it is a list. */
export function pickList(
  value: unknown,
  ...path: readonly (string | number)[]
): readonly unknown[] {
  const found = pick(value, ...path);
  if (!Array.isArray(found)) throw new TypeError(`no list at ${path.join('/')}`);
  return found;
}

/** Refuses what is not a success, with the problem's words: for steps that a test takes for granted. */
export function must(reply: Reply): Reply {
  if (reply.status >= 400) throw new Error(`${reply.status} ${reply.text}`);
  return reply;
}
