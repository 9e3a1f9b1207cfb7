import { Fact, joined, MailLink, WebLink } from '../../http/facts.tsx';
import { useLanguage, useTextLang, useWords } from '../../http/language.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { anchorOf } from '../present.ts';
import { controlWords } from '../words/pages.ts';
import type { Shown } from './shown.ts';

export function Questions({ shown: { input, Markdown } }: { shown: Shown }) {
  const { questions } = input.snapshot.controls;
  if (questions.length === 0) return null;
  const words = useWords(controlWords).statements;
  return (
    <section class="row" id="questions" aria-labelledby="head-questions">
      <div>
        <h2 id="head-questions">{words.questions}</h2>
        <p class="small quiet">{words.questionsLead}</p>
      </div>
      <div class="statements">
        {questions.map((question) => (
          <article id={anchorOf(question)}>
            <h3 dir="auto" lang={useTextLang(question.facts, 'question')}>
              {question.facts.question}
            </h3>
            <div class="prose small" lang={useTextLang(question.facts, 'answer')}>
              <Markdown text={question.facts.answer} />
            </div>
          </article>
        ))}
      </div>
    </section>
  );
}

/** The company's own reading: no sign, no status, nothing that looks like what others examined. */
export function Laws({ shown: { input, Markdown } }: { shown: Shown }) {
  const { controls, organisation } = input.snapshot;
  if (controls.laws.length === 0) return null;
  const words = useWords(controlWords).statements;
  return (
    <section class="row" id="laws" aria-labelledby="head-laws">
      <div>
        <h2 id="head-laws">{words.laws}</h2>
        <p class="small quiet">{words.lawsLead(<bdi>{nameInSentence(organisation)}</bdi>)}</p>
      </div>
      <div class="statements">
        {controls.laws.map((law) => (
          <article id={anchorOf(law)}>
            <h3 dir="auto" lang={useTextLang(law.facts, 'law')}>
              {law.facts.law}
            </h3>
            {law.facts.fullName === undefined ? null : (
              <p class="fine quiet" dir="auto" lang={useTextLang(law.facts, 'fullName')}>
                {law.facts.fullName}
              </p>
            )}
            <div class="prose small" lang={useTextLang(law.facts, 'text')}>
              <Markdown text={law.facts.text} />
            </div>
            {law.facts.reference === undefined ? null : (
              <p class="fine go">
                <WebLink url={law.facts.reference} />
              </p>
            )}
          </article>
        ))}
      </div>
    </section>
  );
}

/** From what security.txt is written from, and the policy beside it. */
export function Report({ shown }: { shown: Shown }) {
  const { organisation, controls } = shown.input.snapshot;
  const { disclosure } = controls;
  const { Markdown } = shown;
  const words = useWords(controlWords).statements;
  if (organisation.securityContact === undefined && disclosure === undefined) return null;
  return (
    <section class="row" id="report" aria-labelledby="head-report">
      <div>
        <h2 id="head-report">{words.report}</h2>
      </div>
      <div class="statements">
        {disclosure === undefined ? null : (
          <div class="prose small" lang={useTextLang(disclosure.facts, 'text')}>
            <Markdown text={disclosure.facts.text} />
          </div>
        )}
        <dl class="facts wide">
          <Contact input={shown.input} />
          <Fact label={words.orHere}>
            <a href={`${shown.input.place.pages}/contact?topic=vulnerability`}>
              {words.contactForm}
            </a>
          </Fact>
          <Fact label={words.thanks}>
            {disclosure?.facts.thanksUrl && <WebLink url={disclosure.facts.thanksUrl} />}
          </Fact>
        </dl>
      </div>
    </section>
  );
}

function Contact({ input: { snapshot, place } }: { input: RenderInput }) {
  const { securityContact, languages } = snapshot.organisation;
  if (securityContact === undefined) return null;
  const language = useLanguage();
  const words = controlWords[language].statements;
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const { email, url, policyUrl, encryptionUrl } = securityContact;
  return (
    <>
      <Fact label={words.write}>
        {joined([email && <MailLink email={email} />, url && <WebLink url={url} />], <br />)}
      </Fact>
      <Fact label={words.policy}>{policyUrl && <WebLink url={policyUrl} />}</Fact>
      <Fact label={words.encryption}>{encryptionUrl && <WebLink url={encryptionUrl} />}</Fact>
      <Fact label={words.languages}>{languages.map((tag) => names.of(tag) ?? tag).join(', ')}</Fact>
      <Fact label={words.programs}>
        <a href={`${place.base}/.well-known/security.txt`} translate="no">
          security.txt (RFC 9116)
        </a>
      </Fact>
    </>
  );
}
