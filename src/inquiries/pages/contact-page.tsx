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
import { renderPage } from '../../http/layout.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { languages } from '../../subscribers/model/subscription.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { contactJson } from '../documents.ts';
import { keptInWords } from '../kept.ts';
import { isAboutDocuments, topics } from '../model.ts';
import { topicWords } from '../words.ts';
import { FileField, Tick } from './fields.tsx';
import { Advice, DocumentFields, Next, ObjectionField } from './topics.tsx';

/** Where anybody writes to the company, without an account. `begun` is when the form was given out. */
export const contactPage: Queried = {
  kind: 'queried',
  path: '/contact',
  mediaType: 'text/html; charset=utf-8',
  links: [
    {
      rel: 'alternate',
      href: '/contact.json',
      type: 'application/json',
      title: 'What the form takes, as JSON',
    },
  ],
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
      begun: String(Math.floor(input.now.getTime() / 1000)),
    }),
    passing: true,
  }),
};

const untouched = { topic: 'general', documents: '', language: 'en' };

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
  const description = `Write to ${organisation.name}: questions, documents, personal data, vulnerabilities.`;
  const view =
    refused === undefined
      ? { title: 'Contact', path: '/contact', links: contactPage.links ?? [] }
      : { title: 'Your message is not sent yet', noindex: true, status: refused.status };
  return renderPage(
    { ...head, ...view, description },
    <>
      <div class="title">
        <h1>Contact</h1>
        <p class="lead">
          Write to <bdi>{nameInSentence(organisation)}</bdi> here. A person reads it, and you see on
          a page of your own what becomes of it. No account is needed.
        </p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="write">
          <h2 id="write">Write to us</h2>
          <ContactForm input={input} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(organisation)} />
        </div>
      </div>
    </>,
  );
}

const labels = {
  topic: 'What is it about?',
  documents: 'Which documents do you ask for?',
  change: 'To which change do you object?',
  name: 'Your name',
  email: 'Your e-mail address',
  company: 'Your company',
  message: 'Your message',
  attachments: 'Files',
  language: 'In which language shall we answer?',
  news: 'Product news',
};

type Props = { readonly input: RenderInput; readonly form: FormState };

function ContactForm({ input, form }: Props) {
  const { place } = input;
  return (
    <form
      class="form contact"
      action={`${place.base}/contact`}
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
            <Tick
              form={form}
              name="news"
              value="yes"
              label="Also write to me about new products. I get a mail to confirm that, and can end it at any time."
            />
          </div>
        </fieldset>
      ) : null}
      <Trap />
      <input type="hidden" name="begun" value={form.entries['begun']} />
      <div class="acts">
        <button class="button" type="submit">
          Send the message
        </button>
        <span class="quiet">
          See <a href="#kept">what is kept of it</a>.
        </span>
      </div>
    </form>
  );
}

function WhoFields({ form }: Pick<Props, 'form'>) {
  return (
    <>
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint="Answers go there, and to nobody else. For documents please use the one of your company."
        autocomplete="email"
      />
      <LineField
        form={form}
        name="company"
        label={labels.company}
        hint="Needed for documents and objections only."
        autocomplete="organization"
        optional
      />
    </>
  );
}
