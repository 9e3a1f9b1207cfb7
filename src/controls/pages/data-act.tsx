import { countryName } from '../../core/countries.ts';
import { TimeOf } from '../../http/dates.tsx';
import { joined } from '../../http/facts.tsx';
import type { Statement } from '../model.ts';
import { anchorOf } from '../present.ts';
import type { Shown } from './shown.ts';

/** What article 28(1) of the EU Data Act asks to be published and kept up to date, for each service. */
export function DataAct({ shown }: { shown: Shown }) {
  const { dataAct } = shown.input.snapshot.controls;
  if (dataAct.length === 0) return null;
  return (
    <section class="row" id="data-act" aria-labelledby="head-data-act">
      <div>
        <h2 id="head-data-act">Infrastructure and governments</h2>
        <p class="small quiet">
          Published under article 28 of the EU Data Act,{' '}
          <a href="https://eur-lex.europa.eu/eli/reg/2023/2854/oj">Regulation (EU) 2023/2854</a>:
          where the infrastructure is, and what is done against access by governments of other
          countries to data held in the EU where EU law forbids it.
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
  const measures = [
    ['Technical', facts.technical],
    ['Organisational', facts.organisational],
    ['Contractual', facts.contractual],
  ] as const;
  return (
    <article id={anchorOf(stated)}>
      <h3 dir="auto">{service?.name ?? stated.key}</h3>
      <dl class="facts wide">
        <div>
          <dt>Jurisdiction of the infrastructure</dt>
          <dd dir="auto">
            {joined(
              [
                facts.jurisdictions.map((code) => countryName(code)).join(', '),
                facts.jurisdictionNote,
              ],
              <br />,
            )}
          </dd>
        </div>
        {measures.map(([label, text]) => (
          <div>
            <dt>{label} measures</dt>
            <dd class="prose">
              <Markdown text={text} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Last edited</dt>
          <dd>
            <TimeOf at={stated.changedAt} zone={organisation.timeZone} prose />
          </dd>
        </div>
      </dl>
    </article>
  );
}
