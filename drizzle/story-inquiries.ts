import type { Deps, Staff } from '../src/context.ts';
import type { Day } from '../src/core/day.ts';
import { addDays } from '../src/core/day.ts';
import type { InquiryId } from '../src/core/ids.ts';
import { answerInquiry, noteOnInquiry } from '../src/inquiries/service/answering.ts';
import { moveInquiry } from '../src/inquiries/service/handling.ts';
import { listInquiries } from '../src/inquiries/service/reading.ts';
import { type Said, submitInquiry } from '../src/inquiries/service/submitting.ts';

/** What happened at the desk on one day. */
export type StoryInquiry = {
  readonly publishedOn: Day;
  /** Of the day, in the organisation's time zone. */
  readonly minutes: number;
  happen(deps: Deps, now: Date): Promise<void>;
};

type Asked = Omit<Said, 'language' | 'person'> & {
  readonly person: Said['person'] & { readonly email: string };
};

const backups: Asked = {
  topic: 'security',
  person: {
    name: 'Information governance',
    email: 'governance@meadow-health.example',
    company: 'Meadow Health Trust',
  },
  message:
    'For our yearly review: where are backups of the Qluster service kept, are they encrypted with keys of their own, and when was a restore last tried?\n\nA sentence on each is enough.',
};

const answer =
  'Backups are kept at Hetzner in Finland, apart from the database, and are encrypted before they leave it with keys that only we hold.\n\nA restore was last tried in September, within the time that our continuity plan gives. Both stand among our controls, on the page about security.';

const note = 'Same questions as last year. The control on restores has the date of each.';

const myData: Asked = {
  topic: 'privacy-request',
  person: { name: 'A visitor of the website', email: 'visitor@mailbox.example' },
  message:
    'I asked for a demonstration in spring and do not want to be called any more. Please tell me what you keep about me, and erase it.',
};

const finding: Asked = {
  topic: 'vulnerability',
  person: { name: 'A researcher', email: 'reports@security-research.example' },
  message:
    'The page to reset a password says whether an account of this address exists. I have tried it with my own two addresses only, and can send the requests.',
};

/** Three who wrote: one is answered, one is being looked into, one has just come. */
export function tellInquiries(today: Day): readonly StoryInquiry[] {
  let first: InquiryId | undefined;
  let second: InquiryId | undefined;
  const id = (known: InquiryId | undefined) => known ?? missing();
  const on = (daysAgo: number, minutes: number, happen: StoryInquiry['happen']): StoryInquiry => ({
    publishedOn: addDays(today, -daysAgo),
    minutes,
    happen,
  });
  return [
    on(9, 640, async (deps, now) => {
      first = await ask(deps, now, backups);
    }),
    on(9, 700, async (deps, now) => {
      await noteOnInquiry({ deps, actor: staff, now }, id(first), note, 'any');
    }),
    on(8, 580, async (deps, now) => {
      await answerInquiry({ deps, actor: staff, now }, id(first), answer, 'any');
    }),
    on(3, 1_210, async (deps, now) => {
      second = await ask(deps, now, myData);
    }),
    on(2, 600, async (deps, now) => {
      await moveInquiry({ deps, actor: staff, now }, id(second), 'take-up', 'any');
    }),
    on(1, 905, async (deps, now) => {
      await ask(deps, now, finding);
    }),
  ];
}

const staff: Staff = { kind: 'staff', role: 'owner' };

async function ask(deps: Deps, now: Date, asked: Asked): Promise<InquiryId> {
  const ctx = { deps, actor: { kind: 'anonymous' }, now } as const;
  const said = { ...asked, language: 'en', files: [], looksAutomated: false } as const;
  const { reference } = await submitInquiry(ctx, said, undefined);
  const sought = { sought: reference, inPersons: false };
  const { items } = await listInquiries(deps.db, { text: sought }, undefined, 1);
  return items[0]?.id ?? missing();
}

function missing(): never {
  throw new Error('the story tells of an inquiry that is not there');
}
