import { Moment, TimeOf } from '../http/dates.tsx';
import type { Place } from './layout.tsx';

/** When something came: what was entered by hand has a day, and no time of it. */
export function Received({
  of: { source, receivedAt },
  place: { timeZone },
}: {
  readonly of: { readonly source: string; readonly receivedAt: Date };
  readonly place: Pick<Place, 'timeZone'>;
}) {
  return source === 'form' ? (
    <Moment at={receivedAt} zone={timeZone} />
  ) : (
    <TimeOf at={receivedAt} zone={timeZone} />
  );
}

export const languageWords = { en: 'English', de: 'German' } as const;
