import type { Result, Router } from 'hono/router';
import { TrieRouter } from 'hono/router/trie-router';

/**
 * Hono's router for any kind of path, which walks through all routes at each request. Who answers a GET
 * of an address without parameters is always the same, so that is looked for once (bench/README.md).
 */
export class RememberingRouter<T> implements Router<T> {
  readonly name = 'RememberingRouter';
  readonly #routes = new TrieRouter<T>();
  readonly #plain = new Set<string>();
  readonly #found = new Map<string, Result<T>>();

  add(method: string, path: string, handler: T): void {
    this.#routes.add(method, path, handler);
    if (!/[:*]/.test(path)) this.#plain.add(path);
    this.#found.clear();
  }

  match(method: string, path: string): Result<T> {
    const known = method === 'GET' ? this.#found.get(path) : undefined;
    if (known !== undefined) return known;
    const found = this.#routes.match(method, path);
    if (method === 'GET' && this.#plain.has(path)) this.#found.set(path, found);
    return found;
  }
}
