import type { Child } from 'hono/jsx';

/** What the banner above a past says. */
export const en = {
  label: 'Which past this page shows',
  now: 'See it as it stands now',
  permanent: 'Permanent address of this answer',
  versions: 'All versions',
  numbered: (version: number, on: Child): Child => (
    <>
      Version {version} of the register, as it was published
      {on}.
    </>
  ),
  onDay: (day: Child): Child => <> on {day}</>,
  published: (until: Child): Child => <>The register as it was published {until}.</>,
  inEffect: (at: Child, known: Child): Child => (
    <>
      In effect {at}, {known}.
    </>
  ),
  knownToday: 'by what is known today',
  knownBy: (until: Child): Child => <>by what had been published {until}</>,
  at: (day: Child, time: string, zone: string): Child => (
    <>
      on {day}
      {time} ({zone})
    </>
  ),
  byEndOf: (day: Child, zone: string): Child => (
    <>
      by the end of {day} ({zone})
    </>
  ),
  by: (moment: Child, zone: string): Child => (
    <>
      by {moment} ({zone})
    </>
  ),
  version: (version: number) => `Version ${version}. `,
  recordsSince: (day: Child): Child => (
    <>Nothing is known of that time: the records begin on {day}.</>
  ),
  imported: (day: Child): Child => (
    <>
      An imported claim: the history that was taken over says that it was published so on {day}; it
      was not recorded here then.
    </>
  ),
};

export type PastWords = typeof en;
