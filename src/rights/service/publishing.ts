import type { Ctx, Staff, System } from '../../context.ts';
import { dayOf } from '../../core/day.ts';
import { pointerTo, refusalOf } from '../../core/errors.ts';
import type { Db } from '../../db/client.ts';
import { commit } from '../../db/commit.ts';
import { checkExpected, type Expected } from '../../db/expected.ts';
import { getOrganisation } from '../../organisation/service.ts';
import { type Figures, figuresOf } from '../model/figures.ts';
import type { Settings } from '../model/settings.ts';
import { selectOfYear } from '../store/reading.ts';
import * as store from '../store/publishing.ts';

/** By which ways one can ask beside the form. */
export async function getSettings(db: Db): Promise<store.Versioned> {
  return store.selectSettings(db);
}

/** It stands on a public page, so it is a public fact. */
export async function replaceSettings(
  ctx: Ctx<Staff | System>,
  settings: Settings,
  expected: Expected,
): Promise<store.Versioned> {
  return commit(ctx, async (tx, ledger) => {
    const before = await store.selectSettings(tx);
    checkExpected(expected, before.version);
    const version = before.version + 1;
    await store.saveSettings(tx, settings, version);
    const event = ledger.record({
      action: 'rights.methods_set',
      subject: 'rights-settings',
      data: { methods: Object.keys(settings).toSorted() },
      public: true,
    });
    return { value: { settings, version }, events: [event] };
  });
}

/** Of the requests received in a year, as they stand now. */
export async function getFigures(db: Db, year: number): Promise<Figures> {
  return figuresOf(year, await selectOfYear(db, year));
}

/** Newest year first. */
export async function listPublishedFigures(db: Db): Promise<readonly store.PublishedFigures[]> {
  return store.selectFigures(db);
}

/** Publishes the figures of a year that is over; done again, they are counted anew. Refuses `invalid`. */
export async function publishFigures(
  ctx: Ctx<Staff | System>,
  year: number,
): Promise<store.PublishedFigures> {
  return commit(ctx, async (tx, ledger) => {
    const { timeZone } = (await getOrganisation(tx)).value;
    if (year >= Number(dayOf(ctx.now, timeZone).slice(0, 4)))
      throw refusalOf([{ pointer: pointerTo('year'), detail: 'Must be a year that is over.' }]);
    const figures = await getFigures(tx, year);
    await store.saveFigures(tx, figures, ledger.at);
    const event = ledger.record({
      action: 'rights.figures_published',
      subject: `rights-figures:${year}`,
      data: { figures: { ...figures, laws: [...figures.laws] } },
      public: true,
    });
    return { value: { figures, publishedAt: ledger.at }, events: [event] };
  });
}
