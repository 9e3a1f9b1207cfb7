import { addDays, type Day } from '../src/core/day.ts';
import type { Draft } from '../src/updates/model.ts';

/** One post of the demonstration, at minutes after midnight where the company is. */
export type StoryPost = {
  readonly publishedOn: Day;
  readonly minutes: number;
  /** Posts with the same word are one thread, the first of them its beginning. */
  readonly thread: string;
  readonly draft: Draft;
};

/** What Qluster Corp. has posted in the last months, oldest first: invented like the rest of it. */
export function tellUpdates(today: Day): readonly StoryPost[] {
  return [
    report(addDays(today, -96)),
    ...delayedMail(addDays(today, -38)),
    penetrationTest(addDays(today, -17)),
    policy(addDays(today, -5)),
  ];
}

function report(publishedOn: Day): StoryPost {
  return {
    publishedOn,
    minutes: 600,
    thread: 'soc-2',
    draft: {
      topic: 'document',
      title: 'SOC 2 Type I report',
      services: ['qluster-service'],
      body: [
        'Our first SOC 2 report is out. It is of Type I: an independent auditor examined how the controls of the Qluster service for security, availability and confidentiality are designed, as of one day, and found no exceptions.',
        'How they work over half a year is what the report of Type II will say. Its period has begun; the page on security says when we expect it.',
        'Customers, and those who think about becoming one, can ask for it on the page on documents.',
      ].join('\n\n'),
    },
  };
}

function delayedMail(publishedOn: Day): readonly StoryPost[] {
  const post = (minutes: number, draft: Draft): StoryPost => ({
    publishedOn,
    minutes,
    thread: 'delayed-mail',
    draft,
  });
  return [
    post(581, {
      topic: 'incident',
      title: 'Notification e-mails arrive late',
      services: ['qluster-service'],
      severity: 'major',
      status: 'investigating',
      body: 'Since about 09:20 notification e-mails leave with a delay of up to 40 minutes. The Qluster service itself is not affected: nothing is lost, and what happened shows in the application at once. We are looking for the cause.',
    }),
    post(617, {
      status: 'identified',
      body: 'The cause is ours. A release of this morning made each sender process open a new connection for every message, and the provider slows us down for it. We are taking the release back.',
    }),
    post(655, {
      status: 'monitoring',
      body: 'The former release runs again and new messages leave at once. 11,400 messages are waiting; they are sent oldest first and should all be out within the hour.',
    }),
    post(742, {
      status: 'resolved',
      body: [
        'All waiting messages were delivered by 12:05. None was lost, none was sent twice, and no data reached anybody whom it was not meant for.',
        '**What happened.** From 09:20 to 10:50 new notifications left late; those that waited were all delivered by 12:05.',
        '**What we change**',
        '- The age of the oldest waiting message is now an alarm of its own; before, only failures were.\n- A release of the senders is tried on a twentieth of the traffic for an hour.\n- The number of connections is limited in our code, not only by the provider.',
      ].join('\n\n'),
    }),
  ];
}

function penetrationTest(publishedOn: Day): StoryPost {
  return {
    publishedOn,
    minutes: 660,
    thread: 'penetration-test',
    draft: {
      topic: 'security',
      title: 'This year’s penetration test is finished',
      body: [
        'An independent firm tested the website, the Qluster service and its API for ten days, with an account of each role and with the source code at hand.',
        '| Severity | Found | Mended |\n| --- | --- | --- |\n| Critical | 0 | 0 |\n| High | 1 | 1 |\n| Medium | 3 | 3 |\n| Low | 6 | 4 |',
        'The finding of high severity let an administrator of a workspace read names of archived projects in that same workspace beyond their retention period. It was mended within two days, and our logs show no use of it. The two open findings of low severity are due by the end of next month.',
        'The summary that the firm wrote for customers is available on request.',
      ].join('\n\n'),
    },
  };
}

function policy(publishedOn: Day): StoryPost {
  return {
    publishedOn,
    minutes: 570,
    thread: 'disclosure-policy',
    draft: {
      topic: 'policy',
      title: 'Vulnerability disclosure policy: clearer promises to researchers',
      body: [
        'Our [vulnerability disclosure policy](https://qluster.example/security) now says what we used to do without saying so:',
        '1. We answer a report within two working days.\n2. We do not take legal action against research that stays within the policy.\n3. We agree on a day of publication with whoever reported, 90 days at most.',
        'Nothing changes for customers.',
      ].join('\n\n'),
    },
  };
}
