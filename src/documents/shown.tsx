import type { Child } from 'hono/jsx';
import { Time, TimeOf } from '../http/dates.tsx';
import type { Edition, Listed } from './model.ts';
import { accessWords } from './words.ts';

/** Who may have it, as a word and a shape. */
export function AccessSign({ document: { visibility, edition } }: { document: Listed }) {
  if (visibility === 'hidden') return null;
  const shape = edition === undefined ? 'ended' : visibility === 'public' ? 'current' : 'announced';
  return <span class={`is is-${shape}`}>{accessWords[visibility]}</span>;
}

/** The day or the period of which it tells; nothing where neither is said. */
export function Covered({ edition }: { edition: Edition }) {
  const { asOf, periodFrom, periodUntil } = edition;
  if (asOf !== undefined)
    return (
      <>
        As of <Time day={asOf} />
      </>
    );
  if (periodFrom === undefined || periodUntil === undefined) return null;
  return (
    <>
      <Time day={periodFrom} /> to <Time day={periodUntil} />
    </>
  );
}

/** The day that its maker gives, or the one on which it was published here. */
export function IssuedOn({ edition, zone }: { edition: Edition; zone: string }): Child {
  if (edition.issuedOn !== undefined) return <Time day={edition.issuedOn} />;
  return edition.issuedAt === undefined ? null : <TimeOf at={edition.issuedAt} zone={zone} />;
}

export function isCovering({ asOf, periodFrom }: Edition): boolean {
  return asOf !== undefined || periodFrom !== undefined;
}
