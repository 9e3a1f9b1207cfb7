import { isRequestable } from '../../access/model/requesting.ts';
import type { Fault } from '../../core/errors.ts';
import {
  ChoiceField,
  FaultSummary,
  type FormState,
  LineField,
  TextField,
  Trap,
} from '../../http/form-fields.tsx';
import { Kept } from '../../http/kept.tsx';
import { useWords } from '../../http/language.tsx';
import { renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { LinkTo, Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { describeContact } from '../../site/json-ld-pages.ts';
import { languages } from '../../core/language.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { contactJson } from '../documents.ts';
import { keptInWords } from '../kept.ts';
import { isAboutDocuments, topics } from '../model.ts';
import { inquiryWords } from '../words/pages.ts';
import { FileField, Tick } from './fields.tsx';
import { Advice, DocumentFields, Next, ObjectionField } from './topics.tsx';

function linksIn(title: string): readonly LinkTo[] {
  return [{ rel: 'alternate', href: '/contact.json', type: 'application/json', title }];
}

/** Where anybody writes to the company, without an account. `begun` is when the form was given out. */
export const contactPage: Queried = {
  kind: 'queried',
  path: '/contact',
  mediaType: 'text/html; charset=utf-8',
  links: linksIn(inquiryWords.en.contact.json),
  params: {
    topic: (value) => topics.some((topic) => topic === value),
    document: (value, { documents }) => documents.some(({ slug }) => slug === value),
  },
  alsoTakes: ['POST'],
  json: contactJson,
  render: async (input) => ({
    ...renderContact(input, {
      ...untouched,
      ...chosen(input),
      language: input.place.language,
      begun: String(Math.floor(input.now.getTime() / 1000)),
    }),
    passing: true,
  }),
};

const untouched = { topic: 'general', documents: '' };

/** What the link to the form says that it is about. */
function chosen({ params, snapshot }: RenderInput) {
  const asked = snapshot.documents.find(({ slug }) => slug === params['document']);
  const documents = asked && isRequestable(asked) ? asked.slug : '';
  const topic = topics.find((each) => each === params['topic']);
  if (documents === '') return { topic: topic ?? untouched.topic };
  return { documents, topic: topic && isAboutDocuments(topic) ? topic : 'document' };
}

type Refused = { readonly faults: readonly Fault[]; readonly status: number };

/** The page with what was typed, and what is wrong with it. */
export function contactFormPage(
  input: RenderInput,
  entries: FormState['entries'],
  refused: Refused,
): Rendered {
  return renderContact(input, entries, refused);
}

function renderContact(
  input: RenderInput,
  entries: FormState['entries'],
  refused?: Refused,
): Rendered {
  const { organisation } = input.snapshot;
  const form = { entries, faults: refused?.faults ?? [] };
  const head = { input, current: 'contact' as const };
  const words = inquiryWords[input.place.language].contact;
  const description = words.description(organisation.name);
  const view =
    refused === undefined
      ? {
          title: words.title,
          path: '/contact',
          links: linksIn(words.json),
          structured: describeContact(input),
        }
      : { title: words.refusedTitle, noindex: true, status: refused.status };
  return renderPage(
    { ...head, ...view, description },
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="write">
          <h2 id="write">{words.write}</h2>
          <ContactForm input={input} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(organisation, input.place.language)} />
        </div>
      </div>
    </>,
  );
}

type Props = { readonly input: RenderInput; readonly form: FormState };

function ContactForm({ input, form }: Props) {
  const { place } = input;
  const { contact: words, topics: topicWords } = useWords(inquiryWords);
  const { labels } = words;
  return (
    <form
      class="form contact"
      action={`${place.pages}/contact`}
      method="post"
      {...(place.keepsFiles === true && { enctype: 'multipart/form-data' })}
      novalidate
    >
      <FaultSummary form={form} labels={labels} />
      <ChoiceField
        form={form}
        name="topic"
        label={labels.topic}
        options={topics.map((value) => ({ value, text: topicWords[value] }))}
      />
      <Advice input={input} />
      <DocumentFields input={input} form={form} legend={labels.documents} />
      <ObjectionField input={input} form={form} label={labels.change} />
      <WhoFields form={form} />
      <TextField form={form} name="message" label={labels.message} max={10_000} rows={8} />
      {place.keepsFiles === true ? <FileField form={form} /> : null}
      <ChoiceField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
      {place.sendsMail === true ? (
        <fieldset class="field">
          <legend>{labels.news}</legend>
          <div class="boxes">
            <Tick form={form} name="news" value="yes" label={words.newsTick} />
          </div>
        </fieldset>
      ) : null}
      <Trap />
      <input type="hidden" name="begun" value={form.entries['begun']} />
      <div class="acts">
        <button class="button" type="submit">
          {words.send}
        </button>{' '}
        <span class="quiet">
          {words.seeKept((text) => (
            <a href="#kept">{text}</a>
          ))}
        </span>
      </div>
    </form>
  );
}

function WhoFields({ form }: Pick<Props, 'form'>) {
  const words = useWords(inquiryWords).contact;
  const { labels } = words;
  return (
    <>
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint={words.emailHint}
        autocomplete="email"
      />
      <LineField
        form={form}
        name="company"
        label={labels.company}
        hint={words.companyHint}
        autocomplete="organization"
        optional
      />
    </>
  );
}
