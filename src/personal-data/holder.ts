import type { Ctx, Deps } from '../context.ts';
import type { CustomerId } from '../core/ids.ts';
import type { Copied, Correction, Erased, Subject } from './model.ts';

/** A page of a list by id: those after `after`, at most `limit`. */
export type Page = { readonly after: string | undefined; readonly limit: number };

/**
 * How a feature answers for what it holds about a person. Each feature has its own
 * (`service/personal-data.ts`); personal-data/holders.ts lists them.
 */
export type Holder = {
  /** Kind of record: a key of `shippedRules` (retention/model/shipped.ts), or one of its own for another of the same rule. */
  readonly kind: string;
  /** The rule by which these records are kept. */
  readonly record: string;
  /** Ids of records about the person in rising order, however its address is spelled in them. Costs what is found, not what there is. */
  find(deps: Deps, subject: Subject, page: Page): Promise<readonly string[]>;
  /** What a record says about the person; undefined where it is gone meanwhile. */
  copy(deps: Deps, subject: Subject, id: string): Promise<Copied | undefined>;
  /** For which customers the record is kept; absent where it is for none. A hold on one of them holds it too. */
  customersOf?(deps: Deps, id: string): Promise<readonly CustomerId[]>;
  /**
   * Erases what the record says about the person, in one commit with its event, or says why not. Of a
   * record that several persons are part of only the person's own. Run again it does nothing more
   * and says the same, `deleted` of what is not there.
   */
  erase(ctx: Ctx, subject: Subject, id: string): Promise<Erased>;
  /** Absent where nothing can be corrected here. Whether anything was. */
  correct?(ctx: Ctx, subject: Subject, id: string, correction: Correction): Promise<boolean>;
};
