import { nameInSentence, type Organisation } from '../organisation/model.ts';

type Said = { readonly title: string; readonly text: string };

/** What Article 13 GDPR has somebody told who asks for documents: said where it is asked for. */
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
      text: 'What you write here and later on your page; what was decided, which terms you accepted, and when you fetched what. Your network address: here only as a keyed hash, for a day at most, against floods; with a download for thirty days.',
    },
    {
      title: 'Why',
      text: 'To decide on the request, to give you the documents, and to know who has which copy under which terms: reports of this kind are for named readers. Confidential documents carry your name.',
    },
    {
      title: 'On what basis',
      text: 'Steps at your request towards a contract, and the legitimate interest in keeping confidential what is: Article 6(1)(b) and (f) GDPR.',
    },
    {
      title: 'How long',
      text: 'As long as you have access and the terms bind you. Then name, address and texts are erased; that somebody asked, and what became of it, stays.',
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it yourself on the page that the mail links to; ask for correction, erasure, or for a person to look at what a rule decided by the domain of your address.',
    },
  ];
}
