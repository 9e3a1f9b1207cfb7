import type { ConsoleEnv } from '../../src/console/env.ts';
import type { Hono } from 'hono';
import { root } from '../console/support.ts';

/** A page as somebody was shown it. */
export type Shown = {
  /** With its query, from the root. */
  readonly url: string;
  /** The route that answers it, below the console. */
  readonly route: string;
  readonly status: number;
  readonly isPage: boolean;
  readonly text: string;
};

type Route = { readonly path: string; readonly pattern: RegExp };

/** Every address that the console answers with a page, as its router has them. */
export function pagesOf(console: Pick<Hono<ConsoleEnv>, 'routes'>): readonly Route[] {
  const paths = console.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
  return [...new Set(paths)].map((path) => ({ path, pattern: patternOf(path) }));
}

function patternOf(path: string): RegExp {
  const parts = path
    .replace(/:\w+\{([^}]*)\}/g, '($1)')
    .replace(/:\w+/g, '([^/]+)')
    // Hono lets it stand for nothing too.
    .replace(/\/\*$/, '(/.*)?');
  return new RegExp(`^${parts}$`);
}

export type Read = (url: string) => Promise<{ status: number; type: string; text: string }>;

/** Follows every link from the first page on, as somebody does who looks into everything. */
export async function walk(
  read: Read,
  routes: readonly Route[],
  begin: readonly string[],
  /** Of one route; its rows are alike. */
  mostOfRoute: number,
): Promise<readonly Shown[]> {
  const queue = [root, ...begin.map((path) => `${root}${path}`)];
  const seen = new Set(queue);
  const times = new Map<string, number>();
  const shown: Shown[] = [];
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    const route = routeOf(url, routes);
    const count = times.get(route) ?? 0;
    if (count >= mostOfRoute) continue;
    times.set(route, count + 1);
    const { status, type, text } = await read(url);
    const isPage = type.startsWith('text/html');
    shown.push({ url, route, status, isPage, text: isPage ? text : '' });
    for (const target of isPage ? linksOf(text) : []) {
      if (seen.has(target)) continue;
      seen.add(target);
      queue.push(target);
    }
  }
  return shown;
}

function routeOf(url: string, routes: readonly Route[]): string {
  const path = url.replace(/\?.*/, '').slice(root.length) || '/';
  return routes.find(({ pattern }) => pattern.test(path))?.path ?? `no route: ${path}`;
}

/** Read without a parser: pages are many, and some are large. */
function linksOf(text: string): readonly string[] {
  return [...text.matchAll(/<a\b[^>]*\bhref="([^"#]*)/g)].flatMap(([, href = '']) =>
    href === root || href.startsWith(`${root}/`) ? [href.replaceAll('&amp;', '&')] : [],
  );
}

/** The forms of a page that change something, by where they go. */
export function formsOf({ text, url }: Shown): readonly string[] {
  return [...text.matchAll(/<form\b([^>]*method="post"[^>]*)>/g)].map(
    ([, attributes = '']) => /action="([^"]*)"/.exec(attributes)?.[1] ?? url.replace(/\?.*/, ''),
  );
}

/**
 * What axe judges a page by, without its words: each heading with the one before it, and each element with
 * its classes, role and the one that it is in. Pages with the same shape have the same findings.
 */
export function shapeOf(text: string): readonly string[] {
  const shape = new Set<string>();
  let heading = '';
  const above: string[] = [];
  for (const [, end, name = '', attributes = ''] of text.matchAll(/<(\/?)([a-z]\w*)([^>]*)>/g)) {
    if (end !== '') {
      above.length = Math.max(
        0,
        above.lastIndexOf(above.findLast((each) => each.split(' ')[0] === name) ?? ''),
      );
      continue;
    }
    const traits = attributes.match(/\b(class|role|type)="[^"]*"|\baria-\w+/g) ?? [];
    const own = [name, ...traits].join(' ');
    shape.add(`${above.at(-1) ?? ''} > ${own}`);
    if (/^h\d$/.test(name)) {
      shape.add(`${heading} then ${name}`);
      heading = name;
    }
    if (!empty.has(name) && !attributes.endsWith('/')) above.push(own);
  }
  return [...shape];
}

/** In a shape, what is pressed or filled in. */
export const isControl = /> (a|button|input|select|textarea|summary)\b/;

/** Elements without an end. */
const empty = new Set(['meta', 'link', 'input', 'br', 'hr', 'img', 'wbr', 'col']);
