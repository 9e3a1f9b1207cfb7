import type { Child } from 'hono/jsx';

/** What the page of retention says. */
export const en = {
  title: 'How long records are kept',
  json: 'The rules as JSON',
  description: (name: string) =>
    `The rules of ${name} on how long each kind of record is kept, on what basis, and what becomes of it then.`,
  lead: (name: Child): Child => (
    <>
      The rule of {name} for each kind of record: how long, on what basis, and what becomes of it
      then. Something that a law or a dispute holds is kept until that is over.
    </>
  ),
  policies: 'Policies',
  crumb: 'Retention',
  here: 'Kept by this trust centre',
  elsewhere: 'Kept elsewhere',
  rulesAs: (count: number, json: Child): Child => (
    <>
      {count === 1 ? '1 rule' : `${count} rules`}, as {json}
    </>
  ),
  columns: { record: 'Record', kept: 'Kept', basis: 'Basis', fate: 'Then' },
  stated: (day: Child): Child => <>Stated {day}</>,
};

export type RetentionWords = typeof en;
