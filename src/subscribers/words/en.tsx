import type { Child } from 'hono/jsx';
import { channelWords, frequencyWords, topicWords } from '../model/words.ts';

/** What the pages of subscriptions say: the form, and what follows it. */
export const en = {
  topics: topicWords,
  channels: channelWords,
  frequencies: frequencyWords,
  form: {
    title: 'Subscribe',
    refusedTitle: 'Not subscribed yet',
    description: (name: string) =>
      `Hear of changes at ${name} by e-mail, webhook, Slack, Teams or feed.`,
    lead: (name: Child): Child => (
      <>
        Hear from {name} when something changes. No account is needed, and every message has a link
        to change it or to leave.
      </>
    ),
    mail: 'By e-mail',
    address: 'Your e-mail address',
    addressHint: 'You get one mail with a link to confirm. Without it nothing more is sent.',
    mailRhythm: 'Once a day or week: all of it in one mail, and none where nothing happened.',
    byMail: 'Subscribe by e-mail',
    noMail: (feed: (text: string) => Child): Child => (
      <>
        No mail can be sent from here yet. Follow a {feed('feed')}, or use a webhook or a chat
        channel.
      </>
    ),
    post: 'By webhook, Slack or Teams',
    channel: 'To what?',
    postTo: 'Address to post to',
    postToHint:
      'It begins with https://. A webhook must answer a challenge before its first event; a chat channel gets a welcome.',
    contact: 'E-mail address of who looks after a webhook',
    contactHint: 'Told if the webhook does not answer for days. For a chat channel leave it empty.',
    postRhythm: 'A webhook is always told at once; a chat channel may get a summary instead.',
    byPost: 'Subscribe this address',
    consent: (kept: (text: string) => Child): Child => (
      <>By this you consent to what stands under {kept('what is kept of you')}.</>
    ),
    feeds: 'Without leaving an address',
    feedsLead: 'A feed reader fetches what is new, and we learn nothing about you.',
    everything: 'Everything',
    calendar: 'Calendar',
    deadlines: 'Days and deadlines of changes',
    json: 'What can be subscribed to, as JSON',
  },
  choices: {
    topics: 'What do you want to hear of?',
    advertising: '(advertising, off unless you choose it)',
    services: 'For which services?',
    servicesHint: 'None chosen means all of them, those of later included.',
    language: 'In which language?',
    frequency: 'How often?',
  },
  overview: 'Overview',
  mailbox: {
    title: 'Look into your mailbox',
    lead: 'If this address can be subscribed, a mail with a link is on its way. Nothing else is sent before you confirm there.',
    nothing:
      'No mail after some minutes? Look into the spam folder and check the address for a slip. At most one such mail goes to an address each day.',
    back: 'Back to the form',
  },
  created: {
    keepSecret: 'Keep this secret now',
    almost: 'Almost subscribed',
    challenge:
      'A challenge is on its way to your webhook. Once it has answered, it gets every event.',
    welcome:
      'A welcome is on its way to your channel. Once it has arrived there, so does the rest.',
    signed:
      'Events are signed with this secret. It is shown this once; a new one can be had on the page below.',
    keepLink: 'Keep this link too: whoever has it can see and change the subscription.',
    log: ' There is the log of deliveries as well.',
    manage: 'Your subscription',
  },
  confirm: {
    title: 'Confirm your subscription',
    lead: (name: Child): Child => (
      <>Somebody, we hope you, asked that {name} writes to this address.</>
    ),
    address: 'Address',
    topics: 'Topics',
    services: 'Services',
    allServices: 'All, those of later included',
    language: 'Language',
    frequency: 'How often',
    button: 'Confirm',
    consent: (kept: (text: string) => Child): Child => (
      <>By this you consent to {kept('what is kept')}.</>
    ),
    otherwise: (day: Child): Child => (
      <>
        It was not you? Then do nothing: no further mail is sent, and the request is deleted on{' '}
        {day}.
      </>
    ),
  },
  confirmed: {
    title: 'You are subscribed',
    lead: 'From now on you hear of what you chose.',
    manage: 'See or change your subscription',
    changes: 'All changes so far',
  },
  leave: {
    title: 'Leave',
    lead: 'No further message is sent after this, and your address and choices are erased at once.',
    button: 'Unsubscribe',
  },
  left: {
    erased: 'Everything is erased',
    title: 'You have left',
    lead: 'Nothing more is sent. Your address and what you chose are erased; a message that was on its way already may still arrive.',
    again: 'Subscribe again',
  },
  secret: {
    title: 'Your new secret',
    lead: (time: string, day: Child): Child => (
      <>
        It is shown this once. The one before stays valid until {time} UTC on {day}; until then each
        event carries both signatures.
      </>
    ),
    back: 'Back to your subscription',
  },
  nowhere: 'This link leads nowhere',
};

export type SubscriberWords = typeof en;
