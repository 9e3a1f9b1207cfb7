/** How the verifier reaches the trust centre: `fetch`, or what stands for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Why nothing can be said of the log: it was not reached, or what answers is none. */
export class CouldNotCheck extends Error {}

/** The trust centre answers that it failed (500), each time: with something it should have. */
export class Failing extends CouldNotCheck {}

const timeoutMs = 60_000;
const attempts = 3;
const pauseMs = 500;
const megabyte = 1_048_576;

/** Reads below one address over HTTP. Whoever answers may be hostile: time and size are bounded. */
export class Reader {
  /** Without a slash at the end. */
  readonly root: string;
  readonly #fetch: Fetch;

  constructor(root: string, fetch: Fetch) {
    this.root = root.replace(/\/+$/, '');
    this.#fetch = fetch;
  }

  /** Undefined where nothing is there (404, 410). Throws CouldNotCheck. */
  async find(path: string, mostBytes: number): Promise<Uint8Array | undefined> {
    const url = `${this.root}${path}`;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#read(url, mostBytes);
      } catch (error) {
        if (error instanceof CouldNotCheck) throw error;
        if (attempt === attempts) throw givenUp(url, error);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs * attempt));
    }
  }

  async findText(path: string, mostBytes: number): Promise<string | undefined> {
    const bytes = await this.find(path, mostBytes);
    return bytes && new TextDecoder().decode(bytes);
  }

  async #read(url: string, mostBytes: number): Promise<Uint8Array | undefined> {
    const response = await this.#fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { status, headers } = response;
    if (status === 200) return readBody(response, url, mostBytes);
    await response.body?.cancel();
    if (status === 404 || status === 410) return undefined;
    if (status >= 300 && status < 400)
      throw new CouldNotCheck(
        `${url} leads elsewhere (${status}), to ${headers.get('location') ?? 'nowhere'}. Name the address of the trust centre itself.`,
      );
    if (status === 429 || status >= 500) throw new Passing(status);
    throw new CouldNotCheck(`${url} answers with status ${status}.`);
  }
}

/** A failure that may be over at the next attempt. */
class Passing extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

function givenUp(url: string, error: unknown): CouldNotCheck {
  const reason = `${url} ${reasonOf(error)}`;
  const isFailing = error instanceof Passing && error.status === 500;
  return isFailing ? new Failing(reason) : new CouldNotCheck(reason);
}

async function readBody(response: Response, url: string, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body = response.body?.getReader();
  for (let part = await body?.read(); part && !part.done; part = await body?.read()) {
    length += part.value.byteLength;
    if (length > mostBytes) {
      await body?.cancel();
      throw new CouldNotCheck(
        `${url} answers with more than ${inWords(mostBytes)}, which nothing at this address may have.`,
      );
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function reasonOf(error: unknown): string {
  if (error instanceof Passing)
    return `was asked ${attempts} times and answers with status ${error.status}.`;
  if (error instanceof Error && error.name === 'TimeoutError')
    return `did not answer within ${timeoutMs / 1000} s.`;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `could not be reached${code}.`;
}

function inWords(bytes: number): string {
  return bytes < megabyte ? `${bytes} bytes` : `${Math.round(bytes / megabyte)} MB`;
}
