import type { Child } from 'hono/jsx';
import { Time } from '../../http/dates.tsx';
import { useLanguage, useTextLang } from '../../http/language.tsx';
import { countByStatus, type Control, type Statement } from '../model.ts';
import { frameworks, frameworkWords } from '../model/criteria.ts';
import { anchorOf } from '../present.ts';
import { controlSign, countWords } from '../words.ts';
import { controlWords } from '../words/pages.ts';
import type { Shown } from './shown.ts';

type Props = {
  readonly shown: Shown;
  readonly id: string;
  readonly name: string;
  readonly controls: readonly Statement<'control'>[];
};

/** The controls of one category, in the company's words. */
export function Category({ shown, id, name, controls }: Props) {
  const [first] = controls;
  const lang = first && useTextLang(first.facts, 'category');
  return (
    <section class="row" id={id} aria-labelledby={`head-${id}`}>
      <div>
        <h2 id={`head-${id}`} dir="auto" lang={lang}>
          {name}
        </h2>
        <p class="small quiet">{countWords(countByStatus(controls), useLanguage())}</p>
      </div>
      <div class="statements">
        {controls.map((control) => (
          <OneControl shown={shown} control={control} />
        ))}
      </div>
    </section>
  );
}

function OneControl({
  shown: { Markdown },
  control,
}: {
  shown: Shown;
  control: Statement<'control'>;
}) {
  const { key, facts } = control;
  const id = anchorOf(control);
  return (
    <article id={id} aria-labelledby={`head-${id}`}>
      <div class="head">
        <h3 id={`head-${id}`} dir="auto" lang={useTextLang(facts, 'title')}>
          {facts.title}
        </h3>
        <p class="small">
          <Status facts={facts} />
        </p>
      </div>
      <div class="prose small" lang={useTextLang(facts, 'text')}>
        <Markdown text={facts.text} />
      </div>
      <p class="fine quiet criteria">
        <span class="mono">{key}</span> <Criteria facts={facts} />
        {facts.lastReviewedOn === undefined ? null : (
          <span>
            {controlWords[useLanguage()].page.reviewed(<Time day={facts.lastReviewedOn} />)}
          </span>
        )}
      </p>
    </article>
  );
}

function Status({ facts: { status, plannedFor } }: { facts: Control }): Child {
  const language = useLanguage();
  const { word, shape } = controlSign(status, language);
  const { plannedFor: begins, completeBy } = controlWords[language].page;
  return (
    <span class={`is is-${shape}`}>
      {plannedFor === undefined
        ? word
        : (status === 'planned' ? begins : completeBy)(word, <Time day={plannedFor} />)}
    </span>
  );
}

function Criteria({ facts: { criteria } }: { facts: Control }) {
  return (
    <>
      {frameworks.map((framework) => {
        const numbers = criteria[framework] ?? [];
        const { short, name } = frameworkWords[framework];
        if (numbers.length === 0) return null;
        return (
          <>
            <span translate="no">
              <abbr title={name}>{short}</abbr> {numbers.join(', ')}
            </span>{' '}
          </>
        );
      })}
    </>
  );
}
