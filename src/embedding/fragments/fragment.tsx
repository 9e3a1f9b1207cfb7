import type { Child } from 'hono/jsx';
import { spokenIn } from '../../http/layout.tsx';
import { PageLanguage, useContentLang, useLanguage } from '../../http/language.tsx';
import type { LinkTo, RenderInput } from '../../publication/representation.ts';

/**
 * A piece of a page of somebody else's: no head, no ids, and every address whole. Classes begin with
 * `annex-` and are a promise (docs/embedding.md).
 */
export function renderFragment(
  { place, snapshot }: RenderInput,
  kind: string,
  content: Child,
): string {
  const fragment = (
    <PageLanguage.Provider value={spokenIn(place, snapshot)}>
      <Fragment kind={kind}>{content}</Fragment>
    </PageLanguage.Provider>
  );
  return `${fragment.toString()}\n`;
}

function Fragment({ kind, children }: { kind: string; children?: Child }) {
  return (
    <div class={`annex annex-${kind}`} lang={useLanguage()}>
      {children}
    </div>
  );
}

/** What the organisation wrote, in its language and direction. */
export function Quoted({ children }: { children: Child }) {
  return (
    <bdi dir="auto" lang={useContentLang()}>
      {children}
    </bdi>
  );
}

/** What all fragments have in common: found where the page is, and of no use to search engines. */
export function fragmentOf(page: string) {
  const links: readonly LinkTo[] = [{ rel: 'canonical', href: page }];
  return {
    mediaType: 'text/html; charset=utf-8',
    markdown: 'none',
    links,
  } as const;
}

export const unindexed = { 'x-robots-tag': 'noindex' };

export function rootOf({ place }: RenderInput): string {
  return `${place.origin}${place.pages}`;
}
