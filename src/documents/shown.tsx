import type { Child } from 'hono/jsx';
import { translated } from '../core/translating.ts';
import { Time, TimeOf } from '../http/dates.tsx';
import { useLanguage, useTextLang, useWords } from '../http/language.tsx';
import type { DocumentFacts, Edition, Listed } from './model.ts';
import { accessIn } from './words/kinds.ts';
import { documentWords } from './words/pages.ts';

/** Who may have it, as a word and a shape. */
export function AccessSign({ document: { visibility, edition } }: { document: Listed }) {
  const words = useWords(accessIn);
  if (visibility === 'hidden') return null;
  const shape = edition === undefined ? 'ended' : visibility === 'public' ? 'current' : 'announced';
  return <span class={`is is-${shape}`}>{words[visibility]}</span>;
}

/** What it is called, in the language of the page where it is translated. */
export function TitleOf({ document }: { document: Pick<DocumentFacts, 'title' | 'translations'> }) {
  const { title } = translated(document, useLanguage());
  return <bdi lang={useTextLang(document, 'title')}>{title}</bdi>;
}

/** The day or the period of which it tells; nothing where neither is said. */
export function Covered({ edition }: { edition: Edition }) {
  const { asOf, periodFrom, periodUntil } = edition;
  const words = useWords(documentWords);
  if (asOf !== undefined) return <>{words.asOf(<Time day={asOf} />)}</>;
  if (periodFrom === undefined || periodUntil === undefined) return null;
  return <>{words.fromTo(<Time day={periodFrom} />, <Time day={periodUntil} />)}</>;
}

/** The day that its maker gives, or the one on which it was published here. */
export function IssuedOn({ edition, zone }: { edition: Edition; zone: string }): Child {
  if (edition.issuedOn !== undefined) return <Time day={edition.issuedOn} />;
  return edition.issuedAt === undefined ? null : <TimeOf at={edition.issuedAt} zone={zone} />;
}

export function isCovering({ asOf, periodFrom }: Edition): boolean {
  return asOf !== undefined || periodFrom !== undefined;
}
