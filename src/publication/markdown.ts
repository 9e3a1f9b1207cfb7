import { Refusal } from '../core/errors.ts';
import { addressWith, fillIn, linksIn, templateOf } from './addresses.ts';
import { markdownWords } from './markdown-words.ts';
import type { Params, Snapshot } from './model.ts';
import type { Rendered, RenderInput, Representation } from './representation.ts';

/**
 * The Markdown of a page: the row's own, or one made of the page as it is rendered, at the path of the
 * page and `.md`. Undefined for what is no page or wants none.
 */
export function markdownOf(row: Representation): Representation | undefined {
  if (row.markdown !== undefined) return row.markdown === 'none' ? undefined : row.markdown;
  if (!row.mediaType.startsWith('text/html')) return undefined;
  const made = known.get(row) ?? twinOf(row);
  known.set(row, made);
  return made;
}

const known = new WeakMap<Representation, Representation>();

function twinOf(page: Representation): Representation {
  const { cors, freeParams } = page;
  const ending = lastParam(page.path);
  const params = Object.entries(page.params ?? {}).map(([name, test]) => [
    name,
    name === ending ? (value: string, snapshot: Snapshot) => test(bare(value), snapshot) : test,
  ]);
  const common = {
    path: markdownPath(page.path),
    mediaType: 'text/markdown; charset=utf-8; variant=GFM',
    params: Object.fromEntries(params),
    isSpoken: true as const,
    links: [
      { rel: 'canonical', href: templateOf(page.path), isSpoken: true as const },
      { rel: 'alternate', href: templateOf(page.path), type: 'text/html', isSpoken: true as const },
      ...(page.links ?? []).filter(({ rel }) => rel !== 'alternate' && rel !== 'describedby'),
    ],
    ...(page.presentPath !== undefined && { presentPath: markdownPath(page.presentPath) }),
    ...(cors !== undefined && { cors }),
    ...(freeParams !== undefined && { freeParams }),
  };
  const asPage = <Input extends RenderInput>(input: Input): Input => ({
    ...input,
    params: withoutEnding(input.params, ending),
  });
  if (page.kind === 'queried') {
    const render = async (given: Parameters<typeof page.render>[0]) => {
      const input = asPage(given);
      return write(await page.render(input), page, input);
    };
    const { before } = page;
    return { ...common, kind: 'queried', ...(before && { before }), render };
  }
  const render = async (given: RenderInput) => {
    const input = asPage(given);
    return write(await page.render(input), page, input);
  };
  return { ...common, kind: 'published', render };
}

/** `/changes/:id{[0-9]+}` becomes `/changes/:id{[0-9]+\\.md}`. */
function markdownPath(path: string): string {
  return path.endsWith('}') ? `${path.slice(0, -1)}\\.md}` : `${path}.md`;
}

/** Name of the parameter with which a path ends: it carries the ending too. */
function lastParam(path: string): string | undefined {
  return /:(\w+)\{[^/]*\}$/.exec(path)?.[1];
}

function withoutEnding(params: Params, name: string | undefined): Params {
  const value = name === undefined ? undefined : params[name];
  return name === undefined || value === undefined ? params : { ...params, [name]: bare(value) };
}

function bare(value: string): string {
  return value.replace(/\.md$/, '');
}

/** What is not there is a problem, as of every form for programs. */
async function write(page: Rendered, row: Representation, input: RenderInput): Promise<Rendered> {
  if (page.status === 404)
    throw new Refusal('not_found', 'There is no page at this address to give as Markdown.');
  const { origin, base, pages, language } = input.place;
  const html = String(page.body);
  const root = `${origin}${base}`;
  const address = `${origin}${pages}${addressWith(templateOf(row.path), input.params)}`;
  if (html.length > longestPage) {
    const said = otherForms(row, input).map((href) => `- <${root}${href}>\n`);
    const body = `<${address}>\n\n${markdownWords[language].tooLong}\n\n${said.join('')}`;
    return { ...page, body };
  }
  // Much code for those who read pages.
  const { pageMarkdown } = await import('./page-markdown.ts');
  return { ...page, body: pageMarkdown(html, { root, address, language }) };
}

function otherForms({ links = [] }: Representation, { snapshot, params }: RenderInput) {
  // Links to a past carry its parameters already.
  const inFull = snapshot.past === undefined ? addressWith : fillIn;
  return linksIn(snapshot, links)
    .filter(({ rel }) => rel === 'alternate')
    .map(({ href }) => inFull(href, params));
}

/** In UTF-16 units. What is longer, some thousand entries on one page, would take seconds. */
const longestPage = 1_500_000;
