import { changeParams, findRequested } from '../../changes/documents.ts';
import type { Change } from '../../changes/model.ts';
import { headlineOf } from '../../changes/words.ts';
import type { Fault } from '../../core/errors.ts';
import { Time } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { Kept } from '../../http/kept.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { notFoundPage } from '../../site/not-found.tsx';
import { languages } from '../../subscribers/model/subscription.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { keptInWords } from '../kept.ts';
import { objectionGrounds } from '../model.ts';
import { windowOf } from '../../changes/standing.ts';
import { faultOfChange } from '../model/objecting.ts';
import { groundWords } from '../words.ts';
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
  language: 'en',
};

const labels = {
  name: 'Your name',
  company: 'Your company',
  email: 'Your e-mail address',
  ground: 'What is it about?',
  statement: 'Why do you object?',
  request: 'What do you ask for?',
  language: 'In which language shall we answer?',
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
  return renderPage(
    {
      input,
      title:
        refused === undefined ? `Object to change ${change.id}` : 'Your objection is not sent yet',
      description: `Object to change ${change.id} without an account.`,
      noindex: true,
      current: 'changes',
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${input.place.base}/changes`}>Changes</a> /{' '}
          <a href={`${input.place.base}/changes/${change.id}`}>Change {change.id}</a> / Objection
        </p>
        <h1>Object to this change</h1>
        <p class="lead" dir="auto">
          {headlineOf(change)}.
        </p>
        <Until change={change} />
      </div>
      <div class="split">
        <section class="block" aria-labelledby="objection">
          <h2 id="objection">Your objection</h2>
          <ObjectionForm input={input} change={change} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(input.snapshot.organisation)} />
        </div>
      </div>
    </>,
  );
}

/** Withdrawn or superseded: said with the status that programs get. */
export function unobjectablePage(input: RenderInput, { id }: Change, fault: string): Rendered {
  return messagePage(
    input,
    { title: 'Nothing to object to', status: 409 },
    <>
      <p class="lead">{fault}</p>
      <p class="acts">
        <a href={`${input.place.base}/changes/${id}`}>Change {id}</a>
        <a href={`${input.place.base}/changes`}>All changes</a>
      </p>
    </>,
  );
}

function Until({ change }: { change: Change }) {
  const window = windowOf(change);
  if (window === undefined)
    return (
      <p>
        No time to object runs for this change. What you write is kept and answered all the same.
      </p>
    );
  return (
    <p>
      The last day on general terms {window.isOpen ? 'is' : 'was'}{' '}
      <b>
        <Time day={window.objectionEndsOn} prose />
      </b>
      ; your contract may give you longer. What comes later is kept too, and marked as late.
    </p>
  );
}

type FormProps = {
  readonly input: RenderInput;
  readonly change: Change;
  readonly form: FormState;
};

function ObjectionForm({ input: { place }, change, form }: FormProps) {
  return (
    <form
      class="form"
      action={`${place.base}/changes/${change.id}/objection`}
      method="post"
      novalidate
    >
      <FaultSummary form={form} labels={labels} />
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="company"
        label={labels.company}
        hint="As it stands in the contract, if you can."
        autocomplete="organization"
      />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint="Answers go there. Your objection counts from now, before you confirm anything."
        autocomplete="email"
      />
      <ChoiceField
        form={form}
        name="ground"
        label={labels.ground}
        options={objectionGrounds.map((value) => ({ value, text: groundWords[value] }))}
      />
      <TextField form={form} name="statement" label={labels.statement} max={10_000} rows={8} />
      <TextField
        form={form}
        name="request"
        label={labels.request}
        hint="For example another sub-processor, or that your data is left out."
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
          Send the objection
        </button>
        <span class="quiet">
          See <a href="#kept">what is kept of it</a>.
        </span>
      </div>
    </form>
  );
}

function Next({ input: { place, snapshot } }: { input: RenderInput }) {
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">What happens then</h2>
      <p class="small">
        You get a reference number at once
        {place.sendsMail === true
          ? ', and by mail a link to your own page: what becomes of it, and messages both ways.'
          : '. No mail can be sent from here yet, so keep the number.'}
      </p>
      <p class="small">
        <bdi>{nameInSentence(snapshot.organisation)}</bdi> looks into it and answers. Nobody else
        learns that you objected: these pages show neither who nor how many.
      </p>
    </section>
  );
}
