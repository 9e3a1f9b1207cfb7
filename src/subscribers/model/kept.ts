import { nameInSentence, type Organisation } from '../../organisation/model.ts';

export type Said = { readonly title: string; readonly text: string };

/** What Article 13 GDPR has somebody told who gives an address: said where it is asked for. */
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
      text: 'The address, encrypted; what you chose; when you asked and when you confirmed; for each message whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To send you what you chose, and for nothing else. No opening or clicking is measured.',
    },
    {
      title: 'On what basis',
      text: 'Your consent, Article 6(1)(a) GDPR. You may withdraw it at any time by the link in each message; what was sent until then stays lawful. Nobody must subscribe: everything stands on these pages and in the feeds.',
    },
    {
      title: 'How long',
      text: 'Until you leave; then address and choices are erased at once, and a number without them stays, with the days of consent and withdrawal. What is not confirmed is deleted after 72 hours. After a complaint a keyed hash stays, so that nothing is sent again.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us, and the host of the webhook or chat that you name. It is shown to no one else and not published.',
    },
    {
      title: 'Your rights',
      text: 'See, change, download and erase all of it yourself on the page that each message links to.',
    },
  ];
}
