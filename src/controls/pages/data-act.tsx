import { countryName } from '../../core/countries.ts';
import { isTranslated } from '../../core/translating.ts';
import { TimeOf } from '../../http/dates.tsx';
import { joined } from '../../http/facts.tsx';
import { useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { Quoted } from '../../http/quoted.tsx';
import type { Statement } from '../model.ts';
import { anchorOf } from '../present.ts';
import { controlWords } from '../words/pages.ts';
import type { Shown } from './shown.ts';

/** What article 28(1) of the EU Data Act asks to be published and kept up to date, for each service. */
export function DataAct({ shown }: { shown: Shown }) {
  const { dataAct } = shown.input.snapshot.controls;
  if (dataAct.length === 0) return null;
  const words = useWords(controlWords).dataAct;
  return (
    <section class="row" id="data-act" aria-labelledby="head-data-act">
      <div>
        <h2 id="head-data-act">{words.title}</h2>
        <p class="small quiet">
          {words.lead((text) => (
            <a href="https://eur-lex.europa.eu/eli/reg/2023/2854/oj">{text}</a>
          ))}
        </p>
      </div>
      <div class="statements">
        {dataAct.map((facts) => (
          <OneService shown={shown} stated={facts} />
        ))}
      </div>
    </section>
  );
}

function OneService({
  shown: { input, Markdown },
  stated,
}: {
  shown: Shown;
  stated: Statement<'data-act'>;
}) {
  const { services, organisation } = input.snapshot;
  const { facts } = stated;
  const service = services.find(({ slug }) => slug === stated.key);
  const language = useLanguage();
  const words = controlWords[language].dataAct;
  const measures = [
    [words.technical, 'technical'],
    [words.organisational, 'organisational'],
    [words.contractual, 'contractual'],
  ] as const;
  return (
    <article id={anchorOf(stated)}>
      <h3 dir="auto">{service?.name ?? stated.key}</h3>
      <dl class="facts wide">
        <div>
          <dt>{words.jurisdiction}</dt>
          <dd dir="auto">
            {joined(
              [
                facts.jurisdictions.map((code) => countryName(code, language)).join(', '),
                facts.jurisdictionNote && (
                  <Quoted isTranslated={isTranslated(facts, 'jurisdictionNote', language)}>
                    {facts.jurisdictionNote}
                  </Quoted>
                ),
              ],
              <br />,
            )}
          </dd>
        </div>
        {measures.map(([label, field]) => (
          <div>
            <dt>{label}</dt>
            <dd class="prose" lang={useTextLang(facts, field)}>
              <Markdown text={facts[field]} />
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.edited}</dt>
          <dd>
            <TimeOf at={stated.changedAt} zone={organisation.timeZone} prose />
          </dd>
        </div>
      </dl>
    </article>
  );
}
