import type { Child } from 'hono/jsx';

/** What the pages of what was given say: terms to accept, downloads, tokens, and a customer's record. */
export const en = {
  nda: {
    labels: {
      fullName: 'Your full name',
      title: 'What you are in your company',
      company: 'Your company',
      accepted: 'Acceptance',
      email: 'Your e-mail address',
    },
    refusedTitle: 'Nothing is accepted yet',
    description: 'Confidentiality terms, to read and accept.',
    crumb: 'Terms',
    lead: (form: (text: string) => Child): Child => (
      <>Please read the whole text. You accept it with {form('the form below it')}.</>
    ),
    text: 'The text',
    hash: 'SHA-256 of this text:',
    accept: 'Accept',
    about: 'What this is',
    for: 'For',
    confirmed:
      'Confirmed by you. The acceptance binds whoever holds this address, and nobody else can accept here.',
    tick: 'I have read this text and accept it, for myself and for the company as far as I may.',
    notNow: 'Not now',
    recorded:
      'Recorded with it: this version and its hash, the time, your address, and what it is for. You get all of it as a PDF.',
    nothing: 'Nothing to sign here now',
    nothingLead: 'The page of your request says what is next, and has what you accepted.',
    request: 'Your request',
  },
  version: (number: number) => `version ${number}`,
  versionTitle: (number: number) => `Version ${number}`,
  link: {
    title: 'Your documents are ready',
    lead: 'Press the button to open them. The link works once.',
    open: 'Open the documents',
    until: (moment: Child): Child => (
      <>
        Then you have a quarter of an hour to save them. The link itself can be used until {moment};
        another is mailed to you from the page of your request.
      </>
    ),
  },
  session: {
    title: 'Your documents',
    description: 'What you were given, to be saved.',
    lead: (moment: Child): Child => <>This page is open until {moment}. Save what you need now.</>,
    recorded: (reference: string) =>
      `Request ${reference}. Each copy is recorded, and those of confidential documents carry your name and e-mail address on every page: they are for you and may not be passed on.`,
    done: {
      granted: 'It is renewed: here is the new version.',
      signing:
        'The confidentiality agreement has a newer version. A mail is on its way to you with the link to read and accept it; then the new version is yours.',
      revoked: 'The token has ended.',
    },
    states: {
      'in-force': 'You may save it',
      'used-up': 'All of your downloads are used',
      ended: 'The time for which you were given it is over',
      revoked: 'It was taken back',
    },
    goneTitle: 'A document that is not given out any more',
    gone: (reference: string) => `You were given it as ${reference}.`,
    facts: {
      version: 'Version',
      state: 'State',
      until: 'Valid until',
      left: 'Downloads left',
      grant: 'Grant',
      size: 'Size',
    },
    save: 'Save',
    letter: (letter: Child): Child => (
      <>{letter} continues the period of this report; saving it counts as one of your downloads.</>
    ),
    programs: 'For your programs',
    programsLead:
      'A token fetches the same documents without this page, and each copy counts and is recorded as one that you save yourself. It ends with what you were given.',
    makeToken: 'Make a token',
  },
  token: {
    title: 'Keep this token now',
    lead: 'It is shown this once. Whoever has it can fetch your documents.',
    use: (header: Child, day: Child): Child => (
      <>
        Send it as {header}. It ends on {day}, or when you revoke it.
      </>
    ),
    back: 'Back to your documents',
    made: (made: Child, until: Child, used: Child): Child => (
      <>
        Token made {made}, until {until},{' '}
        {used === undefined ? 'not used yet' : <>last used {used}</>}
      </>
    ),
    revoke: 'Revoke',
  },
  held: {
    title: 'What you were given',
    line: (document: Child, version: Child, day: Child, left: number): Child => (
      <>
        {document}, {version}: until {day}, {left === 1 ? '1 download' : `${left} downloads`} left
      </>
    ),
    renew: 'Renew',
    newer: 'A newer version is out. It takes the place of this one.',
  },
  refused: { ask: 'Ask for it' },
  record: {
    title: 'Documents your people were given',
    description: 'Who asked for which documents, what they were given and what they fetched.',
    lead: (customer: Child): Child => (
      <>
        Who of {customer} asked for confidential documents, what they were given and each copy that
        they fetched.
      </>
    ),
    csv: 'As CSV',
    json: 'As JSON',
    terms: 'Your terms and deadlines',
    empty: 'Nobody of yours has asked for a document so far.',
    caption: 'The record, newest first',
    columns: { when: 'When', what: 'What', document: 'Document', who: 'Who', grant: 'Grant' },
    newest: (most: number) => `The newest ${most} are shown; the files have all of them.`,
    erased: 'Erased',
    decisions: { approved: 'approved', declined: 'declined' },
    actions: {
      'access.requested': 'Asked',
      'access.verified': 'Confirmed the address',
      'access.approved': 'Decided',
      'access.declined': 'Declined',
      'access.withdrawn': 'Withdrawn',
      'access.nda_accepted': 'Accepted the NDA',
      'access.granted': 'Given',
      'access.terms_set': 'New terms',
      'access.downloaded': 'Fetched',
      'access.token_made': 'Made a token',
      'access.token_revoked': 'Token ended',
      'access.ended': 'Ended',
      'access.revoked': 'Taken back',
      'access.expired': 'Nothing left',
    },
  },
};

export type HoldingWords = typeof en;
