import { OpenAPIHono } from '@hono/zod-openapi';
import type { RouteConfig } from '@hono/zod-openapi';
import type { Context, Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { prefersJson } from './cache.ts';
import type { AppEnv } from './env.ts';
import { transportHeaders } from './guard-headers.ts';
import { parseJson } from './json-body.ts';
import { invalid } from './router.ts';
import { problem } from './schema.ts';
import type { Rendered } from '../publication/representation.ts';

type Handler = (c: Context<AppEnv>, next: Next) => Promise<Response | void>;

/** What a form sent; what is missing is empty. */
export type Fields = {
  one(name: string): string;
  all(name: string): readonly string[];
  /** Files that were chosen; a browser sends a nameless empty one where none was. */
  files(name: string): readonly File[];
};

export type Sent =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: Fields };

/** The longest of URLs and every choice fit in a fraction of it. */
const usualSize = 16 * 1024;

export function createExchange(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>();
}

/** Pages and JSON at one address: validation is in the handler, because a form is answered with a page. */
export function exchange(
  api: OpenAPIHono<AppEnv>,
  route: RouteConfig,
  handler: Handler,
  maxSize = usualSize,
): void {
  api.openAPIRegistry.registerPath(route);
  // Behind the token stands the whole rest of the segment.
  const path = route.path
    .replace('{token}.json', String.raw`:token{[^/]+\.json}`)
    .replace('{token}', ':token')
    .replace('{acceptance}.pdf', String.raw`:acceptance{[^/]+\.pdf}`)
    .replace('{slug}', ':slug')
    .replace('{tokenId}', ':tokenId')
    .replace('{attachment}', ':attachment')
    .replace('{id}', ':id{[0-9]+}');
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('too_large', `A request body has at most ${maxSize / 1024} kB here.`);
    },
  });
  api.on(route.method.toUpperCase(), path, limit, handler);
}

/** Whether the answer is JSON: where JSON was sent, and where it is asked for. */
export function wantsJson(c: Context<AppEnv>): boolean {
  return mediaTypeOf(c) === 'application/json' || prefersJson(c.req.header('accept'));
}

/** Reads the body. Refuses `wrong_media_type` and `malformed`. */
export async function readSent(c: Context<AppEnv>): Promise<Sent> {
  const mediaType = mediaTypeOf(c);
  if (mediaType === 'application/json')
    return { kind: 'json', value: parseJson(await c.req.arrayBuffer()) };
  if (mediaType !== 'application/x-www-form-urlencoded' && mediaType !== 'multipart/form-data')
    throw new Refusal(
      'wrong_media_type',
      'Send a form, or JSON with "Content-Type: application/json".',
    );
  return { kind: 'form', fields: fieldsOf(await readForm(c)) };
}

/** Reads a value by its shape, in the words of forms and of programs alike. */
export function readAs<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (!read.success) throw invalid(read.error.issues);
  return read.data;
}

/** A page that is for one person only. */
export function pageResponse({ body, status = 200 }: Rendered): Response {
  return new Response(String(body), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  });
}

export function answerJson(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}

/** Nothing here is for caches, search engines or the next page. */
export function keepPrivate(headers: Headers, origin: string): void {
  headers.set('cache-control', 'no-store');
  headers.set('x-robots-tag', 'noindex');
  headers.set('referrer-policy', 'no-referrer');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('vary', 'Accept');
  headers.delete('access-control-allow-origin');
  for (const [name, value] of Object.entries(transportHeaders(origin))) headers.set(name, value);
}

type Answer = {
  readonly description: string;
  readonly content?: Record<string, { schema: z.ZodType }>;
  readonly headers?: z.ZodObject;
};

/** A page, and beside it the JSON that it shows. */
export function shown(description: string, schema?: z.ZodType): Answer {
  return {
    description,
    content: {
      'text/html': { schema: z.string() },
      ...(schema && { 'application/json': { schema } }),
    },
  };
}

/** Answers to what is refused, by status: as a page or as a problem. */
export function refused(...statuses: readonly (keyof typeof refusalWords)[]) {
  return Object.fromEntries(
    statuses.map((status): [string, Answer] => [
      String(status),
      {
        description: refusalWords[status],
        content: {
          'text/html': { schema: z.string() },
          'application/problem+json': { schema: problem },
        },
        ...(status === 429 && {
          headers: z.object({
            'retry-after': z.int().meta({ description: 'Seconds', example: 600 }),
          }),
        }),
      },
    ]),
  );
}

const refusalWords = {
  400: 'The request could not be read',
  401: 'Nobody was given this by what you sent',
  403: 'You were not given this',
  404: 'The link is not one of ours',
  409: 'It stands otherwise',
  410: 'The link has ended',
  412: 'It has changed in the meantime; nothing was stored',
  413: 'Too large',
  415: 'Neither a form nor JSON',
  422: 'Some values are not acceptable; nothing was stored',
  429: 'More than is taken in this time',
  500: 'What is stored is damaged and is not given out; whoever runs this was told',
  503: 'No mail can be sent from here, or the database is busy',
} as const;

export function isDocument(c: Context<AppEnv>): boolean {
  return c.req.path.endsWith('.json');
}

function mediaTypeOf(c: Context<AppEnv>): string | undefined {
  return c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
}

async function readForm(c: Context<AppEnv>): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch (error) {
    throw new Refusal('malformed', 'The form could not be read.', { cause: error });
  }
}

function fieldsOf(form: FormData): Fields {
  const all = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  const files = (name: string) =>
    form
      .getAll(name)
      .filter((value) => typeof value !== 'string')
      .filter((file) => file.name !== '' || file.size > 0);
  return { all, files, one: (name) => all(name)[0] ?? '' };
}
