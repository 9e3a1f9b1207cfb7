import type { RenderInput } from '../../publication/representation.ts';
import type { Markdown } from '../../updates/shown-markdown.tsx';

/** What each section of the page is rendered from; texts need what is loaded with the first of them. */
export type Shown = { readonly input: RenderInput; readonly Markdown: typeof Markdown };
