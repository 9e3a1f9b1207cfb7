import { nameInSentence, type Organisation } from '../organisation/model.ts';

type Said = { readonly title: string; readonly text: string };

/** What Article 13 GDPR has somebody told who objects: said where it is asked for. */
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
      text: 'What you write here and later on your page, when it came, and for each mail whether it could be delivered. Your network address only as a keyed hash, for a day at most, against floods.',
    },
    {
      title: 'Why',
      text: 'To decide and answer the objection, and to prove that both were done.',
    },
    {
      title: 'On what basis',
      text: 'The contract with your company under Article 28 GDPR, and the legitimate interest in proving that it was kept: Article 6(1)(b) and (f).',
    },
    {
      title: 'How long',
      text: 'As long as the objection may matter between the two companies. Then names and texts are erased; that there was an objection, and what became of it, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it yourself on the page that the mail links to; ask for correction or erasure.',
    },
  ];
}
