import type { Child } from 'hono/jsx';
import { useContentLang } from './language.tsx';

/**
 * The organisation's words within a sentence of the page; an element of their own only where they are in another
 * language. `isTranslated`: they are in the page's.
 */
export function Quoted({
  children,
  isTranslated = false,
}: {
  children?: Child;
  isTranslated?: boolean;
}) {
  const lang = useContentLang();
  return lang === undefined || isTranslated ? <>{children}</> : <span lang={lang}>{children}</span>;
}
