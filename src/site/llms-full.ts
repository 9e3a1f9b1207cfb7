import type { Queried, Representation } from '../publication/representation.ts';

/** Bytes of UTF-8 that one file holds; what does not fit is named by its address. */
const mostBytes = 500_000;

/**
 * The pages of llms.txt in one file, for readers who fetch once (llmstxt.org): those in Markdown given
 * here, in this order.
 */
export function llmsFullOf(pages: readonly Representation[]): Queried {
  return {
    kind: 'queried',
    path: '/llms-full.txt',
    mediaType: 'text/plain; charset=utf-8',
    render: async (input) => {
      const root = `${input.place.origin}${input.place.base}`;
      const parts: string[] = [];
      let bytes = 0;
      for (const page of pages) {
        const { body } = await page.render(input);
        const size = new TextEncoder().encode(String(body)).byteLength;
        const fits = bytes + size <= mostBytes;
        if (fits) bytes += size;
        parts.push(fits ? String(body) : `More than fits here: <${root}${page.path}>\n`);
      }
      return { body: parts.join('\n---\n\n') };
    },
  };
}
