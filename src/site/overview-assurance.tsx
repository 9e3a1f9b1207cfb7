import type { Child } from 'hono/jsx';
import type { Statement } from '../controls/model.ts';
import { anchorOf } from '../controls/present.ts';
import { attestationSign } from '../controls/words.ts';
import { Time } from '../http/dates.tsx';
import { useContentLang, useLanguage, useWords } from '../http/language.tsx';
import type { RenderInput } from '../publication/representation.ts';
import { siteWords } from './words/pages.ts';

const most = 3;

/** Who has examined the organisation, and how to get the reports; nothing where neither is stated. */
export function Assurance({ input: { snapshot, place } }: { input: RenderInput }) {
  const words = useWords(siteWords).assurance;
  const lang = useContentLang();
  // What an organisation says of itself is no examination.
  const examined = snapshot.controls.attestations.filter(
    ({ facts }) => facts.form !== 'self-assessment' && facts.status !== 'lapsed',
  );
  const held = examined.filter(({ facts }) => facts.status === 'held');
  const underWay = examined.filter(({ facts }) => facts.status !== 'held');
  const reports = snapshot.documents.filter(
    ({ visibility, edition }) => visibility !== 'public' && edition !== undefined,
  );
  if (examined.length + reports.length === 0) return null;
  const { pages } = place;
  return (
    <section class="block" aria-labelledby="assurance">
      <h2 id="assurance">{words.title}</h2>
      <dl class="facts">
        <Line
          label={words.examined}
          items={held.slice(0, most).map((each) => (
            <Examined attestation={each} pages={pages} />
          ))}
        />
        <Line
          label={words.underWay}
          items={underWay.slice(0, most).map((each) => (
            <Examined attestation={each} pages={pages} />
          ))}
        />
        <Line
          label={words.askFor}
          items={reports.slice(0, most).map(({ slug, title }) => (
            <a href={`${pages}/documents/${slug}/request`} dir="auto" lang={lang}>
              {title}
            </a>
          ))}
        />
      </dl>
    </section>
  );
}

function Line({ label, items }: { readonly label: string; readonly items: readonly Child[] }) {
  if (items.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {items.map((each) => (
          <div>{each}</div>
        ))}
      </dd>
    </div>
  );
}

type ExaminedProps = { readonly attestation: Statement<'attestation'>; readonly pages: string };

function Examined({ attestation, pages }: ExaminedProps) {
  const { facts } = attestation;
  const { word, shape } = attestationSign(facts, useLanguage());
  const day = facts.status === 'held' ? facts.issuedOn : facts.expectedOn;
  return (
    <>
      <a href={`${pages}/controls#${anchorOf(attestation)}`} dir="auto" lang={useContentLang()}>
        {facts.name}
      </a>
      <div class="sub">
        <span class={`is is-${shape}`}>{word}</span> {day === undefined ? null : <Time day={day} />}
      </div>
    </>
  );
}
