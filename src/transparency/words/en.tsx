import type { Child } from 'hono/jsx';

type LinkTo = (text: string) => Child;

/** What the page of the log says. */
export const en = {
  title: 'Transparency log',
  description: 'Proof that what was published here was not rewritten afterwards.',
  lead: 'How anyone can check that what was published here was not rewritten afterwards.',
  nothing: 'Nothing is in the log yet.',
  meaning: 'What it proves',
  meaningOf: [
    'Whatever is published here is entered in a log at the same moment, line after line, and nothing is ever taken out of it or changed in it. A checkpoint is a short signed text that commits to every line so far: were a single word of an old line altered, removed, moved or put in later, no checkpoint made afterwards would fit the one you kept.',
    'So whoever keeps a checkpoint can show, to us or to anybody, whether the record of today is still that of the day on which they kept it. It binds us only towards those who kept one, and it does not prove that what we published was true or complete. Contact persons are not in the log: a salted hash stands in their place, so that a person can be erased and the log still holds.',
  ] as readonly string[],
  checkpoint: 'The checkpoint to keep',
  keep: (download: LinkTo): Child => (
    <>Copy it, or {download('download it')}, and keep it where we cannot reach it.</>
  ),
  checking: 'How to check',
  withAnnex:
    'With Annex, which is open source, on a computer of your own. It reads the log from here, checks the signature and every line, compares the result with the list as it is published, and remembers the checkpoint for the next time:',
  form: 'The log has the form that the specifications of C2SP give it (tlog-tiles, tlog-checkpoint, signed-note, tlog-proof), with the hashes of RFC 6962 over JSON of RFC 8785. A line is called a leaf there, and the first is leaf 0. Any program that knows them can check it. Each change and each post offers its proof as a file.',
  facts: 'The log today',
  lines: 'Lines',
  since: 'Since',
  keys: (count: number): string => (count === 1 ? 'The key' : 'The keys'),
  signs: (day: Child, isCurrent: boolean): Child => (
    <>
      {isCurrent ? 'Signs since' : 'Signed from'} {day}
    </>
  ),
  alsoAs: (text: LinkTo): Child => (
    <>
      Also as {text('plain text')}. An old key stays here, so that what it signed can be checked for
      ever; a new one is itself a line of the log.
    </>
  ),
};

export type LogWords = typeof en;
