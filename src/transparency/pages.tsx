import { TimeOf } from '../http/dates.tsx';
import { useLanguage, useWords } from '../http/language.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import type { Queried, RenderInput } from '../publication/representation.ts';
import type { LogKey, PublishedLog } from './model.ts';
import { findLog, listLogKeys } from './service.ts';
import { logWords } from './words/pages.ts';

/** The log for people: what it proves and what it does not, the checkpoint to keep, the key to check it by. */
export const logPage: Queried = {
  kind: 'queried',
  path: '/log',
  mediaType: 'text/html; charset=utf-8',
  render: async (input) => {
    const log = await findLog(input.db);
    const keys = await listLogKeys(input.db);
    const { title, description } = logWords[input.place.language];
    const page = renderPage(
      {
        input,
        title,
        description,
        path: '/log',
      },
      <LogContent input={input} log={log} keys={keys} />,
    );
    return { ...page, passing: true };
  },
};

type Props = {
  readonly input: RenderInput;
  readonly log: PublishedLog | undefined;
  readonly keys: readonly LogKey[];
};

function LogContent({ input, log, keys }: Props) {
  const words = useWords(logWords);
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <p class="paper">{absolute(input, '/log')}</p>
      </div>
      {log === undefined ? (
        <p class="nothing">{words.nothing}</p>
      ) : (
        <div class="split">
          <div>
            <Meaning />
            <Current input={input} log={log} />
            <Checking input={input} />
          </div>
          <div class="stack side">
            <Facts input={input} log={log} />
            <Keys input={input} keys={keys} />
          </div>
        </div>
      )}
    </>
  );
}

function Meaning() {
  const words = useWords(logWords);
  return (
    <section class="block said" aria-labelledby="meaning">
      <h2 id="meaning">{words.meaning}</h2>
      {words.meaningOf.map((paragraph) => (
        <p>{paragraph}</p>
      ))}
    </section>
  );
}

function Current({ input: { place }, log }: { input: RenderInput; log: PublishedLog }) {
  const words = useWords(logWords);
  return (
    <section class="item said" aria-labelledby="current">
      <h2 id="current">{words.checkpoint}</h2>
      <p class="small">
        {words.keep((text) => (
          <a href={`${place.base}/log/checkpoint`}>{text}</a>
        ))}
      </p>
      <pre>
        <code>{log.checkpoint}</code>
      </pre>
    </section>
  );
}

function Checking({ input }: { input: RenderInput }) {
  const words = useWords(logWords);
  const { origin, base } = input.place;
  return (
    <section class="item said" aria-labelledby="checking">
      <h2 id="checking">{words.checking}</h2>
      <p class="small">{words.withAnnex}</p>
      <pre>
        <code>npm run verify -- {`${origin}${base || '/'}`} --state kept.json</code>
      </pre>
      <p class="small">{words.form}</p>
    </section>
  );
}

function Facts({ input: { snapshot }, log }: { input: RenderInput; log: PublishedLog }) {
  const language = useLanguage();
  const words = logWords[language];
  return (
    <section class="block" aria-labelledby="facts">
      <h2 id="facts">{words.facts}</h2>
      <dl class="facts">
        <div>
          <dt>{words.lines}</dt>
          <dd>{log.size.toLocaleString(language)}</dd>
        </div>
        <div>
          <dt>{words.since}</dt>
          <dd>
            <TimeOf at={log.since} zone={snapshot.organisation.timeZone} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Keys({ input, keys }: { input: RenderInput; keys: readonly LogKey[] }) {
  const { place, snapshot } = input;
  const words = useWords(logWords);
  return (
    <section class="block" aria-labelledby="keys">
      <h2 id="keys">{words.keys(keys.length)}</h2>
      <dl class="facts">
        {keys.map((key, index) => (
          <div>
            <dt>
              {words.signs(
                <TimeOf at={key.addedAt} zone={snapshot.organisation.timeZone} />,
                index === 0,
              )}
            </dt>
            <dd>
              <code>{key.verifierKey}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p class="fine quiet">
        {words.alsoAs((text) => (
          <a href={`${place.base}/log/key`}>{text}</a>
        ))}
      </p>
    </section>
  );
}
