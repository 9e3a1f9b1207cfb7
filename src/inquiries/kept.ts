import { nameInSentence, type Organisation } from '../organisation/model.ts';

type Said = { readonly title: string; readonly text: string };

/** What Article 13 GDPR has somebody told who writes to us: said where it is asked for. */
export function keptInWords(organisation: Organisation): readonly Said[] {
  const { legalName, dpo } = organisation;
  const name = legalName ?? nameInSentence(organisation);
  const desk = dpo?.email === undefined ? '' : ` Ask or complain at ${dpo.email}.`;
  return [
    {
      title: 'Who keeps it',
      text: `${name} as the controller.${desk} You may also complain to a supervisory authority.`,
    },
    {
      title: 'What is kept',
      text: 'What you write and attach here and later on your page, when it came, and for each mail whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To answer you, and to know later what was answered. Product news only if you ask for them, by a subscription of their own.',
    },
    {
      title: 'On what basis',
      text: 'Our legitimate interest in answering you, and steps before a contract or under one: Article 6(1)(f) and (b) GDPR. Of requests about your personal data our legal obligation, Article 6(1)(c). Product news: your consent.',
    },
    {
      title: 'How long',
      text: 'As long as the matter needs, and as the law has us keep letters of business. Then names, texts and files are erased; that somebody wrote, and when, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails and keep our files for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it on the page that the mail links to; ask for correction or erasure, or object.',
    },
  ];
}
