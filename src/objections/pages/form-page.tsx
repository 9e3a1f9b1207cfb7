import { changeParams, findRequested } from '../../changes/documents.ts';
import type { Change } from '../../changes/model.ts';
import type { Fault } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { useWords } from '../../http/language.tsx';
import { Told } from '../../http/told.tsx';
import { renderPage } from '../../http/layout.tsx';
import { Kept } from '../../http/kept.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { languages } from '../../core/language.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { keptInWords } from '../kept.ts';
import { objectionGrounds } from '../model.ts';
import { windowOf } from '../../changes/standing.ts';
import { faultOfChange } from '../model/objecting.ts';
import { objectionWords } from '../words/pages.ts';
import {
  ChoiceField,
  FaultSummary,
  type FormState,
  LineField,
  TextField,
  Trap,
} from '../../http/form-fields.tsx';
import { messagePage } from './messages.tsx';

/** Where somebody objects to a change: without an account, and without JavaScript. */
export const objectionPage: Queried = {
  kind: 'queried',
  path: '/changes/:id{[0-9]+}/objection',
  mediaType: 'text/html; charset=utf-8',
  params: changeParams(),
  freeParams: ['for'],
  alsoTakes: ['POST'],
  cors: false,
  render: async (input) => {
    const change = await findRequested(input);
    if (change === undefined) return notFoundPage(input, 'change');
    const fault = faultOfChange(change);
    if (fault !== undefined) return unobjectablePage(input, change, fault);
    const token = input.params['for'] ?? '';
    return objectionFormPage(input, change, {
      ...untouched,
      language: input.place.language,
      for: /^[A-Za-z0-9_-]{43}$/.test(token) ? token : '',
    });
  },
};

const untouched = {
  name: '',
  company: '',
  email: '',
  ground: 'data-protection',
  statement: '',
  request: '',
};

type Refused = { readonly faults: readonly Fault[]; readonly status: number };

/** The page with what was typed, and what is wrong with it. */
export function objectionFormPage(
  input: RenderInput,
  change: Change,
  entries: FormState['entries'],
  refused?: Refused,
): Rendered {
  const form = { entries, faults: refused?.faults ?? [] };
  const { form: words, changes, ...all } = objectionWords[input.place.language];
  const { pages } = input.place;
  return renderPage(
    {
      input,
      title: refused === undefined ? words.pageTitle(change.id) : words.refusedTitle,
      description: words.description(change.id),
      ...(refused === undefined && { languagePath: `/changes/${change.id}/objection` }),
      noindex: true,
      current: 'changes',
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${pages}/changes`}>{changes}</a> /{' '}
          <a href={`${pages}/changes/${change.id}`}>{all.change(change.id)}</a> / {words.crumb}
        </p>
        <h1>{words.title}</h1>
        <p class="lead" dir="auto">
          {all.headline(change)}.
        </p>
        <Until change={change} />
      </div>
      <div class="split">
        <section class="block" aria-labelledby="objection">
          <h2 id="objection">{words.heading}</h2>
          <ObjectionForm input={input} change={change} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(input.snapshot.organisation, input.place.language)} />
        </div>
      </div>
    </>,
  );
}

/** Withdrawn or superseded: said with the status that programs get. */
export function unobjectablePage(input: RenderInput, { id }: Change, fault: string): Rendered {
  const { form, change, allChanges } = objectionWords[input.place.language];
  const { pages } = input.place;
  return messagePage(
    input,
    { title: form.nothing, status: 409 },
    <>
      <p class="lead">
        <Told detail={fault} />
      </p>
      <p class="acts">
        <a href={`${pages}/changes/${id}`}>{change(id)}</a>{' '}
        <a href={`${pages}/changes`}>{allChanges}</a>
      </p>
    </>,
  );
}

function Until({ change }: { change: Change }) {
  const window = windowOf(change);
  const words = useWords(objectionWords).form;
  if (window === undefined) return <p>{words.noWindow}</p>;
  return (
    <p>
      {words.lastDay(
        <b>
          <Time day={window.objectionEndsOn} prose />
        </b>,
        window.isOpen,
      )}
    </p>
  );
}

type FormProps = {
  readonly input: RenderInput;
  readonly change: Change;
  readonly form: FormState;
};

function ObjectionForm({ input: { place }, change, form }: FormProps) {
  const { form: words, grounds } = useWords(objectionWords);
  const { labels } = words;
  return (
    <form
      class="form"
      action={`${place.pages}/changes/${change.id}/objection`}
      method="post"
      novalidate
    >
      <FaultSummary form={form} labels={labels} />
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="company"
        label={labels.company}
        hint={words.companyHint}
        autocomplete="organization"
      />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint={words.emailHint}
        autocomplete="email"
      />
      <ChoiceField
        form={form}
        name="ground"
        label={labels.ground}
        options={objectionGrounds.map((value) => ({ value, text: grounds[value] }))}
      />
      <TextField form={form} name="statement" label={labels.statement} max={10_000} rows={8} />
      <TextField
        form={form}
        name="request"
        label={labels.request}
        hint={words.requestHint}
        max={2_000}
        rows={3}
        optional
      />
      <ChoiceField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
      <Trap />
      {form.entries['for'] ? <input type="hidden" name="for" value={form.entries['for']} /> : null}
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

function Next({ input: { place, snapshot } }: { input: RenderInput }) {
  const words = useWords(objectionWords).next;
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">{words.title}</h2>
      <p class="small">{place.sendsMail === true ? words.mail : words.noMail}</p>
      <p class="small">{words.answers(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
    </section>
  );
}
