import type { Service } from '../organisation/model.ts';
import type { Place, Snapshot } from '../publication/model.ts';
import { columns } from '../subprocessors/csv-columns.ts';
import { presentFacts } from '../subprocessors/present.ts';
import { neutralise } from '../subprocessors/csv-text.ts';
import type { Entry } from '../subprocessors/model/entry.ts';
import type { Facts } from '../subprocessors/model/facts.ts';

/** What the exports of the register say of an entry, by column of the CSV: as it is, and as a spreadsheet may open it. */
export function shownIn(services: readonly Service[], place: Place) {
  const snapshot: Pick<Snapshot, 'services'> = { services };
  return (entry: Entry): ReadonlyMap<string, readonly string[]> =>
    new Map(
      Object.entries(columns).map(([column, cellOf]) => {
        const text = cellOf({ entry, snapshot, place }) ?? '';
        return [column, [text, neutralise(text)]];
      }),
    );
}

/** The entry's facts as the list document shows them; addresses of links are written out there. */
export function presentedIn(entry: Entry): Partial<Facts> {
  return JSON.parse(JSON.stringify(presentFacts(entry.facts)));
}
