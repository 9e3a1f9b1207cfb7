import { find, readHtml } from '../support/html.ts';

/** The snippets of a page as somebody copies them: by their names, the text alone. */
export async function snippetsIn(address: string): Promise<ReadonlyMap<string, string>> {
  const page = readHtml(await (await fetch(address)).text());
  return new Map(
    find(page, { name: 'pre' }).map(({ attributes, text }) => [attributes['id'] ?? '', text]),
  );
}
