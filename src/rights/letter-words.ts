import { dayInWords } from '../changes/value-words.ts';
import type { Day } from '../core/day.ts';
import type { DenialBasis, Grade, Item, LawId, RightsType } from './model.ts';
import { laws } from './model/laws.ts';
import type { RightsLetter } from './model/letters.ts';
import { basisWords, gradeWords, sourceOfDay, typeWords } from './words.ts';

type Told = Exclude<RightsLetter, 'handed-over'>;

/** What letters about privacy requests say, in one language. */
export type RightsWords = {
  readonly types: Readonly<Record<RightsType, string>>;
  readonly granted: string;
  subject(what: RightsLetter, reference: string): string;
  /** What it tells, paragraph by paragraph. */
  readonly lead: Readonly<Record<Told, readonly string[]>>;
  /** The name of the link to the page of the case. */
  readonly page: Readonly<Record<Told, string>>;
  readonly reference: string;
  readonly received: string;
  day(day: Day): string;
  /** Until when something is answered, and where that stands. */
  until(item: Item): string;
  readonly verification: Readonly<Record<Grade, string>>;
  /** Of a denial. */
  because(basis: DenialBasis, source: string): string;
  complain(law: LawId): string;
  readonly appeal: string;
  /** To a customer. */
  readonly handedOver: string;
  readonly labels: {
    readonly person: string;
    readonly email: string;
    readonly agent: string;
    readonly asked: string;
    readonly details: string;
  };
};

export const english: RightsWords = {
  types: typeWords,
  granted: 'done',
  subject: (what, reference) => `${subjects[what]} (${reference})`,
  lead: {
    received: [
      'Your privacy request is received. Below is what you asked for, with the last day for our answer to each.',
      'If it was not you who asked, say so on the page: that ends it, and nothing is disclosed to anybody.',
    ],
    'in-your-name': [
      'Somebody has made a privacy request in your name. Nothing was disclosed to them, and nothing is unless you let them.',
      'On the page you see who it is and what they ask for. Please say there whether they may. If you do nothing, they get nothing.',
    ],
    'asked-for-another': [
      'The request that you made for somebody else is received. The person is asked first; until they have let you ask for them, nothing is disclosed to you.',
      'If the person has no address that we can write to, or if you hold a power of attorney, we make sure otherwise. Please send no identity documents.',
    ],
    let: ['It is confirmed that you may ask for the person. From now on you see the whole case.'],
    message: ['We have written to you about your privacy request:'],
    identity: [
      'To answer your request we have to be sure that it is you. Please send no identity documents: we only compare with the contact details that we have.',
    ],
    clarification: ['To answer your request we need to know more exactly what you ask for:'],
    extended: ['Your request takes longer than we hoped. This is why:'],
    decided: ['Your privacy request is decided:'],
    copy: [
      'The copy of your data is ready. It is made when you fetch it; until then nobody has put it together.',
      'The link works once and for fourteen days. Behind it is a button; then you have a quarter of an hour to save the copy.',
    ],
    lifting: [
      'At your wish your data has only been kept and not otherwise used. This will end, and we tell you before it does:',
    ],
    forwarded: [
      'What you ask is about data that a customer of ours decides about; we only process it for them. We have passed your request on, and they will answer you.',
    ],
    expired: [
      'We asked you for something that we need to answer your request, and nothing has come for ninety days. The request is closed. You can ask again at any time.',
    ],
  },
  page: {
    received: 'Confirm that you asked',
    'in-your-name': 'See what is asked and say yes or no',
    'asked-for-another': 'The page of your request',
    let: 'The page of your request',
    message: 'Answer on the page of your request',
    identity: 'Answer on the page of your request',
    clarification: 'Answer on the page of your request',
    extended: 'The page of your request',
    decided: 'The page of your request',
    copy: 'Fetch the copy of your data',
    lifting: 'The page of your request',
    forwarded: 'The page of your request',
    expired: 'The page of your request',
  },
  reference: 'Reference',
  received: 'Received',
  day: dayInWords,
  until: (item) =>
    item.dueOn === undefined
      ? 'without undue delay'
      : `by ${dayInWords(item.dueOn)} (${sourceOfDay(item)})`,
  verification: gradeWords,
  because: (basis, source) => `denied: ${basisWords[basis]} (${source})`,
  complain: (law) => `You can complain about us to ${laws[law].authority}, and go to court.`,
  appeal:
    'You can also ask on the page, within sixty days, that somebody else here looks at it again.',
  handedOver:
    'Somebody has asked us about personal data that we process on your behalf. It is for you to answer (Article 28(3)(e) GDPR and what corresponds to it elsewhere); we have told the person that it was passed on to you, and nothing else. Your time may have begun when it reached us.',
  labels: {
    person: 'Person',
    email: 'E-mail',
    agent: 'Asked by',
    asked: 'Asked for',
    details: 'Details',
  },
};

const subjects: Readonly<Record<RightsLetter, string>> = {
  received: 'your privacy request',
  'in-your-name': 'a privacy request in your name',
  'asked-for-another': 'your privacy request for somebody else',
  let: 'you may ask for the person',
  message: 'about your privacy request',
  identity: 'who asks? About your privacy request',
  clarification: 'a question about your privacy request',
  extended: 'your privacy request takes longer',
  decided: 'your privacy request is decided',
  copy: 'the copy of your data is ready',
  lifting: 'a restriction will be lifted',
  forwarded: 'your privacy request is passed on',
  'handed-over': 'a privacy request for you to answer',
  expired: 'your privacy request is closed',
};
