/** What somebody's own page says of their subscription. */
export const en = {
  title: 'Your subscription',
  description: 'What is stored of your subscription, and how to change it.',
  /** What was just done, by the name in `?done=`. */
  done: {
    preferences: 'Your choices are stored.',
    pause: 'It is paused: nothing is sent until you resume it.',
    resume: 'It goes on: you hear of what happens from now.',
    test: 'A test message is on its way. Its outcome stands in the log below once it has arrived.',
    replays: 'What matches is sent again: the same content, under the webhook-id that it had.',
    contact:
      'We wrote to the new address. Once it is confirmed there, it takes the place of this one.',
  },
  reasons: {
    'gave-up': 'it could not be reached for days',
    gone: 'it answered that it is gone for good (410)',
    bounced: 'a mail came back as undeliverable',
    complained: 'a message was reported as unwanted',
    suppressed: 'we were asked not to write to it',
  },
  state: {
    pendingMail: 'It waits to be confirmed by the link in the mail we sent.',
    pendingPost: 'It waits for its address to answer. Reload this page in a minute.',
    paused: 'It is paused: nothing is sent.',
    disabled: (reason: string) => `It is stopped, because ${reason}. Nothing is sent.`,
    contract: (name: string) =>
      `Your contract with ${name} names this contact: it is told of every change of sub-processors.`,
    active: 'It is active.',
  },
  stored: {
    title: 'What is stored',
    contact: 'Contact',
    askedFor: 'Asked for',
    confirmed: 'Confirmed',
    nextSummary: 'Next summary',
    download: 'Download all of it as JSON',
  },
  choices: {
    title: 'What you hear of',
    rhythm: 'Once a day or week: all of it in one message, none where nothing happened.',
    store: 'Store these choices',
  },
  rhythm: {
    goOn: 'Go on',
    pause: 'Pause',
    resume: 'Resume',
    onResume:
      'You hear of what happens from then on; what happened meanwhile stands on these pages.',
    onPause: 'Nothing is sent until you resume it, and your choices are kept.',
  },
  program: {
    webhook: 'Your webhook',
    channel: 'Your channel',
    test: 'Send a test',
    newSecret: 'Make a new secret',
    oldSecret: 'The secret before stays valid for 24 hours beside the new one.',
  },
  contact: {
    title: 'Change our contact',
    lead: 'Your contract says that somebody must be told before sub-processors change, so this can not just end. Name another address: once it is confirmed there, this one is erased.',
    address: 'New e-mail address',
    button: 'Write to it',
  },
  end: {
    title: 'Leave',
    lead: 'Nothing more is sent, and your address and choices are erased at once.',
    leave: 'Leave',
    orErase:
      'Or erase everything that is kept of this address, other subscriptions and open requests included.',
    erase: 'Erase everything',
  },
  replay: {
    title: 'Send a time range again',
    lead: 'At most seven days, in UTC: the same content, under the webhook-id that it had.',
    from: 'From',
    until: 'Until',
    button: 'Send again',
  },
  log: {
    title: 'Log of deliveries',
    description: 'What was sent to you and how that went.',
    back: 'Back to your subscription',
    heading: 'Deliveries',
    empty: 'Nothing was sent yet.',
    noOlder: 'Nothing older was sent yet.',
    caption: 'Deliveries, newest first',
    what: 'What',
    state: 'State',
    attempts: 'Attempts',
    lastAnswer: 'Last answer',
    noneYet: 'None yet',
  },
  kinds: {
    event: 'Event',
    digest: 'Summary',
    challenge: 'Challenge',
    welcome: 'Welcome',
    test: 'Test',
    confirmation: 'Confirmation',
    known: 'Reminder',
    succession: 'Another contact was named',
    disabled: 'Notice of the end',
  },
  states: {
    due: 'Waits',
    'in-flight': 'Is being sent',
    accepted: 'Accepted',
    failed: 'Given up',
    bounced: 'Came back',
    cancelled: 'Not sent',
  },
};

export type ManageWords = typeof en;
