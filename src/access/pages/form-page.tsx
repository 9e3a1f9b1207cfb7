import type { Fault } from '../../core/errors.ts';
import type { Listed } from '../../documents/model.ts';
import { Kept } from '../../http/kept.tsx';
import { renderPage } from '../../http/layout.tsx';
import {
  ChoiceField,
  FaultSummary,
  type FormState,
  LineField,
  TextField,
  Trap,
} from '../../http/form-fields.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { languages } from '../../subscribers/model/subscription.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { keptInWords } from '../kept.ts';
import { isRequestable } from '../model/requesting.ts';
import { BoxesField } from './choices.tsx';

/** Where somebody asks for a document: without an account, and without JavaScript. Others that can be asked for are beside it. */
export const requestFormPage: Queried = {
  kind: 'queried',
  path: '/documents/:slug{[a-z0-9-]+}/request',
  mediaType: 'text/html; charset=utf-8',
  params: { slug: (slug, { documents }) => documents.some((each) => each.slug === slug) },
  alsoTakes: ['POST'],
  cors: false,
  render: async (input) => {
    const document = findRequestable(input, input.params['slug'] ?? '');
    if (document === undefined) return notFoundPage(input);
    // It says when it was opened, so it is not remembered.
    return { ...formPage(input, document, untouched(input.now)), passing: true };
  },
};

/** In what is published: of a hidden document it knows as little as its readers. */
export function findRequestable({ snapshot }: RenderInput, slug: string): Listed | undefined {
  return snapshot.documents.find((each) => each.slug === slug && isRequestable(each));
}

/** What stands in the fields; several documents may be ticked. */
export type Entries = {
  readonly fields: FormState['entries'];
  readonly documents: readonly string[];
};

function untouched(now: Date): Entries {
  const empty = { name: '', email: '', company: '', role: '', purpose: '', message: '' };
  const begun = String(Math.floor(now.getTime() / 1000));
  return { fields: { ...empty, language: 'en', begun }, documents: [] };
}

const labels = {
  documents: 'Which others do you need beside it?',
  name: 'Your name',
  email: 'Your work e-mail address',
  company: 'Your company',
  role: 'Your role there',
  purpose: 'What do you need it for?',
  message: 'Anything that we should know?',
  language: 'In which language shall we write to you?',
};

type Refused = { readonly faults: readonly Fault[]; readonly status: number };

/** The page with what was typed, and what is wrong with it. */
export function formPage(
  input: RenderInput,
  document: Listed,
  entries: Entries,
  refused?: Refused,
): Rendered {
  const form = { entries: entries.fields, faults: refused?.faults ?? [] };
  const { base } = input.place;
  return renderPage(
    {
      input,
      title: refused === undefined ? `Ask for ${document.title}` : 'Your request is not sent yet',
      description: `Ask for ${document.title} without an account.`,
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${base}/documents`}>Documents</a> /{' '}
          <a href={`${base}/documents/${document.slug}`}>
            <bdi>{document.title}</bdi>
          </a>{' '}
          / Request
        </p>
        <h1>Ask for this document</h1>
        <p class="lead" dir="auto">
          {document.title}
        </p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="request">
          <h2 id="request">Your request</h2>
          <RequestForm input={input} document={document} form={form} entries={entries} />
        </section>
        <div class="stack">
          <Next input={input} document={document} />
          <Kept told={keptInWords(input.snapshot.organisation)} />
        </div>
      </div>
    </>,
  );
}

type FormProps = {
  readonly input: RenderInput;
  readonly document: Listed;
  readonly form: FormState;
  readonly entries: Entries;
};

function RequestForm({ input, document, form, entries }: FormProps) {
  const { base } = input.place;
  return (
    <form
      class="form"
      action={`${base}/documents/${document.slug}/request`}
      method="post"
      novalidate
    >
      <FaultSummary form={form} labels={labels} />
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint="You confirm it by a link, and documents are given to this address only."
        autocomplete="email"
      />
      <LineField form={form} name="company" label={labels.company} autocomplete="organization" />
      <LineField
        form={form}
        name="role"
        label={labels.role}
        autocomplete="organization-title"
        optional
      />
      <Others input={input} document={document} form={form} chosen={entries.documents} />
      <TextField
        form={form}
        name="purpose"
        label={labels.purpose}
        hint="For example the review of your suppliers, or an audit."
        max={1_000}
        rows={3}
      />
      <TextField form={form} name="message" label={labels.message} max={5_000} rows={4} optional />
      <ChoiceField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
      <Trap />
      <input type="hidden" name="begun" value={entries.fields['begun'] ?? ''} />
      <div class="acts">
        <button class="button" type="submit">
          Send the request
        </button>
        <span class="quiet">
          See <a href="#kept">what is kept of it</a>.
        </span>
      </div>
    </form>
  );
}

function Others({
  input: { snapshot },
  document,
  form,
  chosen,
}: Omit<FormProps, 'entries'> & { readonly chosen: readonly string[] }) {
  const others = snapshot.documents.filter(
    (each) => each.slug !== document.slug && isRequestable(each),
  );
  if (others.length === 0) return null;
  return (
    <BoxesField
      form={form}
      name="documents"
      label={labels.documents}
      chosen={chosen}
      options={others.map(({ slug, title, visibility }) => ({
        value: slug,
        text: title,
        hint: visibility === 'nda' ? 'under NDA' : undefined,
      }))}
    />
  );
}

function Next({ input: { place, snapshot }, document }: Pick<FormProps, 'input' | 'document'>) {
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">What happens then</h2>
      <div class="prose small">
        <ol>
          <li>
            {place.sendsMail === true
              ? 'You get a mail with the link to your own page, and confirm there that the address is yours.'
              : 'No mail can be sent from here yet, so keep the reference number that you get.'}
          </li>
          <li>
            <bdi>{nameInSentence(snapshot.organisation)}</bdi> decides, as a rule within two working
            days. You see each step on your page and by mail.
          </li>
          {document.visibility === 'nda' ? (
            <li>You read and accept the confidentiality terms there, and get a copy.</li>
          ) : null}
          <li>
            You get a link that opens the documents for you.
            {document.isMarked ? ' Each copy carries your name and company on every page.' : ''}
          </li>
        </ol>
      </div>
    </section>
  );
}
