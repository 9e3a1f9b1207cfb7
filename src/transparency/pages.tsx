import { TimeOf } from '../http/dates.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import type { Queried, RenderInput } from '../publication/representation.ts';
import type { LogKey, PublishedLog } from './model.ts';
import { findLog, listLogKeys } from './service.ts';

/** The log for people: what it proves and what it does not, the checkpoint to keep, the key to check it by. */
export const logPage: Queried = {
  kind: 'queried',
  path: '/log',
  mediaType: 'text/html; charset=utf-8',
  render: async (input) => {
    const log = await findLog(input.db);
    const keys = await listLogKeys(input.db);
    const page = renderPage(
      {
        input,
        title: 'Transparency log',
        description: 'Proof that what was published here was not rewritten afterwards.',
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
  return (
    <>
      <div class="title">
        <h1>Transparency log</h1>
        <p class="lead">
          How anyone can check that what was published here was not rewritten afterwards.
        </p>
        <p class="paper">{absolute(input, '/log')}</p>
      </div>
      {log === undefined ? (
        <p class="nothing">Nothing is in the log yet.</p>
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
  return (
    <section class="block said" aria-labelledby="meaning">
      <h2 id="meaning">What it proves</h2>
      <p>
        Whatever is published here is entered in a log at the same moment, line after line, and
        nothing is ever taken out of it or changed in it. A checkpoint is a short signed text that
        commits to every line so far: were a single word of an old line altered, removed, moved or
        put in later, no checkpoint made afterwards would fit the one you kept.
      </p>
      <p>
        So whoever keeps a checkpoint can show, to us or to anybody, whether the record of today is
        still that of the day on which they kept it. It binds us only towards those who kept one,
        and it does not prove that what we published was true or complete. Contact persons are not
        in the log: a salted hash stands in their place, so that a person can be erased and the log
        still holds.
      </p>
    </section>
  );
}

function Current({ input: { place }, log }: { input: RenderInput; log: PublishedLog }) {
  return (
    <section class="item said" aria-labelledby="current">
      <h2 id="current">The checkpoint to keep</h2>
      <p class="small">
        Copy it, or <a href={`${place.base}/log/checkpoint`}>download it</a>, and keep it where we
        cannot reach it.
      </p>
      <pre>
        <code>{log.checkpoint}</code>
      </pre>
    </section>
  );
}

function Checking({ input }: { input: RenderInput }) {
  return (
    <section class="item said" aria-labelledby="checking">
      <h2 id="checking">How to check</h2>
      <p class="small">
        With Annex, which is open source, on a computer of your own. It reads the log from here,
        checks the signature and every line, compares the result with the list as it is published,
        and remembers the checkpoint for the next time:
      </p>
      <pre>
        <code>npm run verify -- {absolute(input, '')} --state kept.json</code>
      </pre>
      <p class="small">
        The log has the form that the specifications of C2SP give it (tlog-tiles, tlog-checkpoint,
        signed-note, tlog-proof), with the hashes of RFC 6962 over JSON of RFC 8785. A line is
        called a leaf there, and the first is leaf 0. Any program that knows them can check it. Each
        change and each post offers its proof as a file.
      </p>
    </section>
  );
}

function Facts({ input: { snapshot }, log }: { input: RenderInput; log: PublishedLog }) {
  return (
    <section class="block" aria-labelledby="facts">
      <h2 id="facts">The log today</h2>
      <dl class="facts">
        <div>
          <dt>Lines</dt>
          <dd>{log.size.toLocaleString('en')}</dd>
        </div>
        <div>
          <dt>Since</dt>
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
  return (
    <section class="block" aria-labelledby="keys">
      <h2 id="keys">{keys.length === 1 ? 'The key' : 'The keys'}</h2>
      <dl class="facts">
        {keys.map((key, index) => (
          <div>
            <dt>
              {index === 0 ? 'Signs since' : 'Signed from'}{' '}
              <TimeOf at={key.addedAt} zone={snapshot.organisation.timeZone} />
            </dt>
            <dd>
              <code>{key.verifierKey}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p class="fine quiet">
        Also as <a href={`${place.base}/log/key`}>plain text</a>. An old key stays here, so that
        what it signed can be checked for ever; a new one is itself a line of the log.
      </p>
    </section>
  );
}
