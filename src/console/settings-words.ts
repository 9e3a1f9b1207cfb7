import type { Outcome } from '../deliveries/model/delivery.ts';

type Said = { readonly what: string; readonly todo: string };

/** What became of a test mail, and what to do about it. */
export const mailWords: Readonly<Record<Outcome, Said>> = {
  accepted: {
    what: 'The mail server has taken it.',
    todo: 'Look into your mailbox, also into the folder for spam.',
  },
  dns: {
    what: 'The name of the mail server was not found.',
    todo: 'Check the host in MAIL_URL, and that this machine can look names up.',
  },
  connect: {
    what: 'The mail server could not be reached.',
    todo: 'Check host and port in MAIL_URL. Many providers block port 25; 587 and 465 are usual.',
  },
  tls: {
    what: 'No secure connection to the mail server came about.',
    todo: 'smtps:// is for port 465, smtp:// for 587, where it begins in plain text. The certificate has to be for the host that MAIL_URL names.',
  },
  timeout: {
    what: 'The mail server did not answer in time.',
    todo: 'A port that a firewall drops looks like this. Check the port, and try again.',
  },
  refused: {
    what: 'The mail server refused it.',
    todo: 'Check user and password in MAIL_URL, and that this user may send as MAIL_FROM.',
  },
  '4xx': {
    what: 'The mail server does not take it now.',
    todo: 'Try again in some minutes. If it stays so, your provider knows why.',
  },
  '5xx': {
    what: 'The mail server refused it for good.',
    todo: 'Check that MAIL_FROM is an address that this server may send from.',
  },
  bounced: { what: 'It came back.', todo: 'Check your own address.' },
  'too-large': { what: 'The server finds it too large.', todo: 'Ask your provider.' },
  'blocked-address': {
    what: 'The address is one that mail may not go to from here.',
    todo: 'Check the host in MAIL_URL.',
  },
};

/** What became of a test event, and what to do about it. */
export const webhookWords: Readonly<Record<Outcome, Said>> = {
  accepted: {
    what: 'The address has taken it.',
    todo: 'Look there whether the event webhook.test has come.',
  },
  dns: { what: 'The name was not found.', todo: 'Check how the host is written.' },
  connect: {
    what: 'The server could not be reached.',
    todo: 'Check that it runs and takes connections from the internet.',
  },
  tls: {
    what: 'No secure connection came about.',
    todo: 'Its certificate has to be valid, with its whole chain, and for this host.',
  },
  timeout: {
    what: 'It did not answer in time.',
    todo: 'A receiver has 15 seconds: it should answer first and work afterwards.',
  },
  refused: {
    what: 'It did not answer as a receiver does.',
    todo: 'Check that something listens for webhooks there.',
  },
  '4xx': {
    what: 'It refused the event.',
    todo: 'A receiver that checks signatures refuses this test: it bears none, because there is no subscription yet. Otherwise check the path. A redirect is not followed.',
  },
  '5xx': { what: 'It failed on the event.', todo: 'Its own log says why.' },
  bounced: { what: 'It came back.', todo: 'Check the address.' },
  'too-large': {
    what: 'Its answer did not end.',
    todo: 'A receiver answers with little or nothing.',
  },
  'blocked-address': {
    what: 'Nothing was sent: the name leads to an address inside a network, which nobody may reach from here.',
    todo: 'Name an address that the internet can reach.',
  },
};
