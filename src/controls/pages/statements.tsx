import { Fact, joined, MailLink, WebLink } from '../../http/facts.tsx';
import { nameInSentence } from '../../organisation/model.ts';
import type { RenderInput } from '../../publication/representation.ts';
import { anchorOf } from '../present.ts';
import type { Shown } from './shown.ts';

export function Questions({ shown: { input, Markdown } }: { shown: Shown }) {
  const { questions } = input.snapshot.controls;
  if (questions.length === 0) return null;
  return (
    <section class="row" id="questions" aria-labelledby="head-questions">
      <div>
        <h2 id="head-questions">Questions and answers</h2>
        <p class="small quiet">What customers’ security teams ask most.</p>
      </div>
      <div class="statements">
        {questions.map((question) => (
          <article id={anchorOf(question)}>
            <h3 dir="auto">{question.facts.question}</h3>
            <div class="prose small">
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
  return (
    <section class="row" id="laws" aria-labelledby="head-laws">
      <div>
        <h2 id="head-laws">Statements about laws</h2>
        <p class="small quiet">
          In the words of <bdi>{nameInSentence(organisation)}</bdi> alone. No authority and no
          auditor has examined them.
        </p>
      </div>
      <div class="statements">
        {controls.laws.map((law) => (
          <article id={anchorOf(law)}>
            <h3 dir="auto">{law.facts.law}</h3>
            {law.facts.fullName === undefined ? null : (
              <p class="fine quiet" dir="auto">
                {law.facts.fullName}
              </p>
            )}
            <div class="prose small">
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
  if (organisation.securityContact === undefined && disclosure === undefined) return null;
  return (
    <section class="row" id="report" aria-labelledby="head-report">
      <div>
        <h2 id="head-report">Report a vulnerability</h2>
      </div>
      <div class="statements">
        {disclosure === undefined ? null : (
          <div class="prose small">
            <Markdown text={disclosure.facts.text} />
          </div>
        )}
        <dl class="facts wide">
          <Contact input={shown.input} />
          <Fact label="Or here">
            <a href={`${shown.input.place.base}/contact?topic=vulnerability`}>Contact form</a>
          </Fact>
          <Fact label="Thanks">
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
  const { email, url, policyUrl, encryptionUrl } = securityContact;
  return (
    <>
      <Fact label="Write to">
        {joined([email && <MailLink email={email} />, url && <WebLink url={url} />], <br />)}
      </Fact>
      <Fact label="Policy">{policyUrl && <WebLink url={policyUrl} />}</Fact>
      <Fact label="Encryption key">{encryptionUrl && <WebLink url={encryptionUrl} />}</Fact>
      <Fact label="Languages">{languages.map(languageName).join(', ')}</Fact>
      <Fact label="For programs">
        <a href={`${place.base}/.well-known/security.txt`}>security.txt (RFC 9116)</a>
      </Fact>
    </>
  );
}

const names = new Intl.DisplayNames(['en'], { type: 'language' });

function languageName(tag: string): string {
  return names.of(tag) ?? tag;
}
