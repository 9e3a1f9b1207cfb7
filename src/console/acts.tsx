import type { Context } from 'hono';
import type { AssigneeId } from '../staff/model.ts';
import { type OperationId } from '../staff/model/permitting.ts';
import type { ConsoleEnv } from './env.ts';
import { may, rootOf } from './guard.ts';
import { PageTitle } from './pieces.tsx';

/** The head of a page that does something to one case: what will happen, before it does. */
export function ActTitle({
  title,
  of,
  here,
  effects,
}: {
  readonly title: string;
  /** What the case is called. */
  readonly of: string;
  readonly here: string;
  readonly effects: readonly string[];
}) {
  return (
    <PageTitle title={`${title}: ${of}`} crumb={{ href: here, label: of }}>
      <ul class="said">
        {effects.map((each) => (
          <li dir="auto">{each}</li>
        ))}
      </ul>
    </PageTitle>
  );
}

/** Something that can be done to a case, and when. */
export type Act<Of> = {
  readonly path: string;
  readonly operation: OperationId;
  readonly label: string;
  isOpen(of: Of): boolean;
};

/** The ways on from a case, the usual one as a button; nothing where there are none. */
export function ActList<Of>({
  c,
  of,
  here,
  acts,
}: {
  readonly c: Context<ConsoleEnv>;
  readonly of: Of;
  readonly here: string;
  readonly acts: readonly Act<Of>[];
}) {
  const open = acts.filter(({ operation, isOpen }) => may(c, operation) && isOpen(of));
  return open.length === 0 ? null : (
    <p class="acts">
      {open.map(({ path, label }, index) => (
        <a class={index === 0 ? 'button' : undefined} href={`${here}/${path}`}>
          {label}
        </a>
      ))}
    </p>
  );
}

/** The way to what was done to a case, for those who may read the record. */
export function RecordLink({
  c,
  subject,
}: {
  readonly c: Context<ConsoleEnv>;
  /** As the record names it. */
  readonly subject: string;
}) {
  return may(c, 'listEvents') ? (
    <p class="acts">
      <a href={`${rootOf(c)}/record?subject=${subject}`}>What was done, in the record</a>
    </p>
  ) : null;
}

/** By the names of the record; whoever is not known any more by their number. */
export function nameOf(
  names: ReadonlyMap<string, string>,
  id: AssigneeId | undefined,
): string | undefined {
  return id && (names.get(`staff:${id}`) ?? id);
}
