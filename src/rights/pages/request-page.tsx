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
import type { Queried, Rendered, RenderInput } from '../../publication/representation.ts';
import { languages } from '../../core/language.ts';
import { languageWords } from '../../subscribers/model/words.ts';
import { privacyRequestJson } from '../documents.ts';
import { keptInWords } from '../kept.ts';
import { relations, type Residence, residences, standings } from '../model.ts';
import { lawOf } from '../model/laws.ts';
import { methodsOf } from '../present-public.ts';
import { getSettings, listPublishedFigures } from '../service/publishing.ts';
import { rightsWords } from '../words/pages.ts';
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
    const { language } = input.place;
    const begun = String(Math.floor(input.now.getTime() / 1000));
    const rendered = requestFormPage(input, residence, { ...untouched, language, begun });
    return { ...rendered, passing: true };
  },
};

export function isResidence(value: string): value is Residence {
  return residences.some((each) => each === value);
}

const untouched = { who: 'self', relation: 'visitor' };

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
  const { pages, language } = input.place;
  const all = rightsWords[language];
  const words = all.form;
  return renderPage(
    {
      input,
      title: refused === undefined ? words.pageTitle : words.refusedTitle,
      description: words.description(all.laws[law.id].name),
      ...(refused === undefined && { languagePath: `/privacy-request?residence=${residence}` }),
      noindex: true,
      ...(refused && { status: refused.status }),
    },
    <>
      <div class="title">
        <p class="crumb">
          <a href={`${pages}/privacy-request`}>{all.requests}</a> / {all.residences[residence]}
        </p>
        <h1>{all.ask}</h1>
        <p class="lead">
          {all.applies[residence]} <a href={`${pages}/privacy-request`}>{words.elsewhere}</a>
        </p>
      </div>
      <div class="split">
        <section class="block" aria-labelledby="request">
          <h2 id="request">{words.heading}</h2>
          <RequestForm input={input} residence={residence} form={form} />
        </section>
        <div class="stack">
          <Next input={input} />
          <Kept told={keptInWords(input.snapshot.organisation, law, language)} />
        </div>
      </div>
    </>,
  );
}

type FormProps = {
  readonly input: RenderInput;
  readonly residence: Residence;
  readonly form: FormState;
};

function RequestForm({ input: { place }, residence, form }: FormProps) {
  const { form: words, standings: standingWords, relations: relationWords } = useWords(rightsWords);
  const { labels } = words;
  return (
    <form class="form rights" action={`${place.pages}/privacy-request`} method="post" novalidate>
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
        hint={`${residence === 'california' ? words.since : ''}${words.detailsHint}`}
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

function Person({ form }: { form: FormState }) {
  const { labels, emailHint } = useWords(rightsWords).form;
  return (
    <>
      <LineField form={form} name="name" label={labels.name} autocomplete="name" />
      <LineField
        form={form}
        name="email"
        label={labels.email}
        type="email"
        max={254}
        hint={emailHint}
        autocomplete="email"
      />
    </>
  );
}

/** Hidden by the stylesheet while one asks for oneself; left empty, nothing is asked of it. */
function Representative({ form }: { form: FormState }) {
  const { labels, agent } = useWords(rightsWords).form;
  return (
    <div class="of-agent typed">
      <p class="small">{agent}</p>
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
  const words = useWords(rightsWords).next;
  return (
    <section class="block" aria-labelledby="then">
      <h2 id="then">{words.title}</h2>
      <p class="small">{place.sendsMail === true ? words.mail : words.noMail}</p>
      <p class="small">{words.identity(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
      <p class="small">{words.free}</p>
    </section>
  );
}
