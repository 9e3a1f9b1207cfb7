import { TitleOf } from '../../documents/shown.tsx';
import type { Fault } from '../../core/errors.ts';
import type { Listed } from '../../documents/model.ts';
import { Kept } from '../../http/kept.tsx';
import { useWords, useTextLang } from '../../http/language.tsx';
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
import { languages } from '../../core/language.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { keptInWords } from '../kept.ts';
import { isRequestable } from '../model/requesting.ts';
import { accessWords } from '../words/pages.ts';
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
    return { ...formPage(input, document, untouched(input)), passing: true };
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

function untouched({ now, place: { language } }: RenderInput & { readonly now: Date }): Entries {
  const empty = { name: '', email: '', company: '', role: '', purpose: '', message: '' };
  const begun = String(Math.floor(now.getTime() / 1000));
  return { fields: { ...empty, language, begun }, documents: [] };
}

type Refused = { readonly faults: readonly Fault[]; readonly status: number };

/** The page with what was typed, and what is wrong with it. */
export function formPage(
  input: RenderInput,
  document: Listed,
  entries: Entries,
  refused?: Refused,
): Rendered {
  const form = { entries: entries.fields, faults: refused?.faults ?? [] };
  const { pages, language } = input.place;
  const { form: words, documents } = accessWords[language];
  return renderPage(
    {
      input,
      title: refused === undefined ? words.pageTitle(document.title) : words.refusedTitle,
      description: words.description(document.title),
      ...(refused === undefined && { languagePath: `/documents/${document.slug}/request` }),
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${pages}/documents`}>{documents}</a> /{' '}
          <a href={`${pages}/documents/${document.slug}`}>
            <TitleOf document={document} />
          </a>{' '}
          / {words.crumb}
        </p>
        <h1>{words.title}</h1>
        <p class="lead">
          <TitleOf document={document} />
        </p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="request">
          <h2 id="request">{words.heading}</h2>
          <RequestForm input={input} document={document} form={form} entries={entries} />
        </section>
        <div class="stack">
          <Next input={input} document={document} />
          <Kept told={keptInWords(input.snapshot.organisation, input.place.language)} />
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
  const { form: words } = useWords(accessWords);
  const { labels } = words;
  return (
    <form
      class="form"
      action={`${input.place.pages}/documents/${document.slug}/request`}
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
        hint={words.emailHint}
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
        hint={words.purposeHint}
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

function Others({
  input: { snapshot },
  document,
  form,
  chosen,
}: Omit<FormProps, 'entries'> & { readonly chosen: readonly string[] }) {
  const others = snapshot.documents.filter(
    (each) => each.slug !== document.slug && isRequestable(each),
  );
  const { labels, underNda } = useWords(accessWords).form;
  if (others.length === 0) return null;
  return (
    <BoxesField
      form={form}
      name="documents"
      label={labels.documents}
      chosen={chosen}
      options={others.map((other) => ({
        value: other.slug,
        text: other.title,
        lang: useTextLang(other, 'title'),
        hint: other.visibility === 'nda' ? underNda : undefined,
      }))}
    />
  );
}

function Next({ input: { place, snapshot }, document }: Pick<FormProps, 'input' | 'document'>) {
  const words = useWords(accessWords).next;
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">{words.title}</h2>
      <div class="prose small">
        <ol>
          <li>{place.sendsMail === true ? words.mail : words.noMail}</li>
          <li>{words.decides(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</li>
          {document.visibility === 'nda' ? <li>{words.nda}</li> : null}
          <li>
            {words.link}
            {document.isMarked ? words.marked : ''}
          </li>
        </ol>
      </div>
    </section>
  );
}
