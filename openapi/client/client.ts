import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './api.d.ts';

/** Every address of Annex with its parameters, its body and what it answers, as openapi.json describes them. */
export type Annex = Client<paths>;

/** The shapes by name: `Schemas['Subprocessor']`, `Schemas['Problem']`. */
export type Schemas = components['schemas'];

/**
 * A trust centre by its address, e.g. `https://trust.example.com/trust`. What is public needs no key; a
 * staff key (`annex_…`) is sent with each request, so give it to `/api/v1` only.
 */
export function annexAt(root: string, staffKey?: string): Annex {
  const headers = staffKey === undefined ? {} : { authorization: `Bearer ${staffKey}` };
  return createClient<paths>({ baseUrl: root, headers });
}
