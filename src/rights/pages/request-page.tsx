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
import { privacyRequestJson } from '../documents.ts';
import { keptInWords } from '../kept.ts';
import { relations, type Residence, residences, standings } from '../model.ts';
import { lawOf } from '../model/laws.ts';
import { methodsOf } from '../present-public.ts';
import { getSettings, listPublishedFigures } from '../service/publishing.ts';
import { relationWords, residenceWords, standingWords } from '../words.ts';
import { choosingPage } from './choosing-page.tsx';
import { TypesField } from './fields.tsx';

/** Where somebody asks about their data: without an account, and without JavaScript. First where they live, then what. */
export const privacyRequestPage: Queried = {
  kind: 'queried',
  path: '/privacy-request',
  mediaType: 'text/html; charset=utf-8',
  params: { residence: isResidence },
  links: [
    {
      rel: 'alternate',
      href: '/privacy-request.json',
      type: 'application/json',
      title: 'What can be asked, by law, as JSON',
    },
  ],
  json: privacyRequestJson,
  alsoTakes: ['POST'],
  cors: false,
  render: async (input) => {
    const methods = methodsOf((await getSettings(input.db)).settings, input.snapshot.organisation);
    const residence = residences.find((each) => each === input.params['residence']);
    if (residence === undefined)
      return choosingPage(input, methods, await listPublishedFigures(input.db));
    const begun = String(Math.floor(input.now.getTime() / 1000));
    const rendered = requestFormPage(input, residence, { ...untouched, begun });
    return { ...rendered, passing: true };
  },
};

export function isResidence(value: string): value is Residence {
  return residences.some((each) => each === value);
}

const untouched = { who: 'self', relation: 'visitor', language: 'en' };

const labels = {
  who: 'For whom do you ask?',
  types: 'What do you ask for?',
  relation: 'How do we know you, or the person for whom you ask?',
  name: 'Name of the person whose data it is about',
  email: 'E-mail address of that person',
  agentName: 'Your name',
  agentEmail: 'Your e-mail address',
  agentCompany: 'Your company',
  details: 'What would help us to find the data?',
  language: 'In which language shall we answer?',
};

type Refused = { readonly faults: readonly Fault[]; readonly status: number };

/** The page with what was typed, and what is wrong with it. */
export function requestFormPage(
  input: RenderInput,
  residence: Residence,
  entries: FormState['entries'],
  refused?: Refused,
): Rendered {
  const form = { entries, faults: refused?.faults ?? [] };
  const law = lawOf(residence);
  const { base } = input.place;
  return renderPage(
    {
      input,
      title: refused === undefined ? 'Privacy request' : 'Your request is not sent yet',
      description: `Ask about your personal data under ${law.name}, without an account.`,
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${base}/privacy-request`}>Privacy requests</a> / {residenceWords[residence]}
        </p>
        <h1>Ask about your personal data</h1>
        <p class="lead">
          {law.id === 'courtesy'
            ? 'No law that we know of applies, so we answer as the GDPR would have us.'
            : `For people in ${inPlace[residence]} the ${law.name} applies.`}{' '}
          <a href={`${base}/privacy-request`}>You live elsewhere?</a>
        </p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="request">
          <h2 id="request">Your request</h2>
          <RequestForm input={input} residence={residence} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(input.snapshot.organisation, law)} />
        </div>
      </div>
    </>,
  );
}

const inPlace: Readonly<Record<Residence, string>> = {
  eu: 'the European Economic Area',
  uk: 'the United Kingdom',
  switzerland: 'Switzerland',
  california: 'California',
  elsewhere: 'other places',
};

/** 11 CCR § 7024: a request to know reaches behind the last twelve months. */
const sinceWhen =
  'What you ask to know covers all data since 1 January 2022, unless you name a time here. ';

type FormProps = {
  readonly input: RenderInput;
  readonly residence: Residence;
  readonly form: FormState;
};

function RequestForm({ input: { place }, residence, form }: FormProps) {
  return (
    <form class="form rights" action={`${place.base}/privacy-request`} method="post" novalidate>
      <FaultSummary form={form} labels={labels} />
      <input type="hidden" name="residence" value={residence} />
      <input type="hidden" name="begun" value={form.entries['begun']} />
      <ChoiceField
        form={form}
        name="who"
        label={labels.who}
        options={standings.map((value) => ({ value, text: standingWords[value] }))}
      />
      <TypesField form={form} law={lawOf(residence)} label={labels.types} />
      <ChoiceField
        form={form}
        name="relation"
        label={labels.relation}
        options={relations.map((value) => ({ value, text: relationWords[value] }))}
      />
      <Person form={form} />
      <Representative form={form} />
      <TextField
        form={form}
        name="details"
        label={labels.details}
        hint={`${residence === 'california' ? sinceWhen : ''}For example when you wrote to us, or what is to be corrected. Please send no identity documents and no passwords.`}
        max={5_000}
        rows={5}
        optional
      />
      <ChoiceField
        form={form}
        name="language"
        label={labels.language}
        options={languages.map((value) => ({ value, text: languageWords[value], lang: value }))}
      />
      <Trap />
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

function Person({ form }: { form: FormState }) {
  return (
    <>
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint="The one that we know, if there is one. It gets a mail; of a child it may be left empty."
        autocomplete="email"
      />
    </>
  );
}

/** Hidden by the stylesheet while one asks for oneself; left empty, nothing is asked of it. */
function Representative({ form }: { form: FormState }) {
  return (
    <div class="of-agent typed">
      <p class="small">
        Only if you ask for somebody else. The person is asked first whether you may; a power of
        attorney is not needed for that.
      </p>
      <LineField form={form} name="agentName" label={labels.agentName} autocomplete="off" />
      <LineField
        form={form}
        name="agentEmail"
        label={labels.agentEmail}
        type="email"
        max={254}
        autocomplete="off"
      />
      <LineField
        form={form}
        name="agentCompany"
        label={labels.agentCompany}
        autocomplete="off"
        optional
      />
    </div>
  );
}

function Next({ input: { place, snapshot } }: { input: RenderInput }) {
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">What happens then</h2>
      <p class="small">
        You get a reference number and the days by which we answer, at once
        {place.sendsMail === true
          ? '; and by mail a link to the page of your request: what becomes of it, and messages both ways.'
          : '. No mail can be sent from here yet, so keep the number.'}
      </p>
      <p class="small">
        <bdi>{nameInSentence(snapshot.organisation)}</bdi> makes sure that it is you by comparing
        with the contact details on file. To opt out of anything no proof is needed. Data that a
        customer of ours decides about is theirs to answer for: then we pass your request on.
      </p>
      <p class="small">It costs nothing, and nobody is treated worse for asking.</p>
    </section>
  );
}
