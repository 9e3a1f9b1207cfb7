import { nameInSentence, type Organisation } from '../organisation/model.ts';
import type { Law } from './model/laws.ts';
import { periodWords } from './words.ts';

type Said = { readonly title: string; readonly text: string };

/** What somebody is told who asks about their data (Article 13 GDPR; Civ. Code § 1798.100(a)). */
export function keptInWords(organisation: Organisation, { keep, authority }: Law): readonly Said[] {
  const { legalName, dpo } = organisation;
  const name = legalName ?? nameInSentence(organisation);
  const desk = dpo?.email === undefined ? '' : ` Ask or complain at ${dpo.email}.`;
  return [
    {
      title: 'Who keeps it',
      text: `${name} as the controller.${desk} You may also complain to ${authority}.`,
    },
    {
      title: 'What is kept',
      text: 'Identifiers: name and e-mail address of the person and of whoever asks for them. What you write here and later on your page, when it came, what was decided and why, and for each mail whether it could be delivered. Where you ask that data be restricted or not used, a keyed hash of the address, so that it is kept to. Your network address only as a keyed hash, for a day at most, against floods. No identity documents: please send none.',
    },
    {
      title: 'Why',
      text: 'To find the data, to make sure that it is yours, to answer, and to show later that it was answered as the law asks. For nothing else: not for advertising, and it is neither sold nor shared.',
    },
    {
      title: 'On what basis',
      text: 'The duty to answer such requests: Article 6(1)(c) GDPR and what corresponds to it in your law.',
    },
    {
      title: 'How long',
      text: `Until ${periodWords(keep)} after it is closed (${keep.source}). That there was a request, when, and what became of it stays, without names.`,
    },
    {
      title: 'Who else sees it',
      text: 'Those who carry our mails for us; and where a customer of ours decides about the data, that customer. It is not published.',
    },
    {
      title: 'Your rights',
      text: 'See it and withdraw it on the page that the mail links to; ask for correction or erasure. Nobody is treated worse for asking.',
    },
  ];
}
