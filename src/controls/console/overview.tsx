import { type Context, Hono } from 'hono';
import type { ConsoleEnv } from '../../console/env.ts';
import { may, needs } from '../../console/guard.ts';
import { answerPage, placeOf } from '../../console/layout.tsx';
import { Done, PageTitle } from '../../console/pieces.tsx';
import { staleTranslation } from '../../console/translation-fields.tsx';
import { Time } from '../../http/dates.tsx';

import { countByStatus, type Stated } from '../model.ts';
import { describeAll } from '../service.ts';
import { listStatementTasks, type StatementTask } from '../service/tasks.ts';
import { controlImport } from './importing.tsx';
import { attestations, controls, laws, questions } from './nouns.tsx';
import { singleForms } from './single-forms.tsx';
import { statementForms } from './statement-forms.tsx';
import { statementLists } from './statement-lists.tsx';

/** What is stated about security: what needs somebody first, then each kind. */
export const controlPages = new Hono<ConsoleEnv>();

const done = {
  imported: 'The import is stored and public.',
  stated: 'Stored and public.',
  stale: staleTranslation,
  removed: 'It is no longer stated.',
} as const;

controlPages.get('/controls', needs('listControls'), async (c) => {
  const { db } = c.env.deps;
  const { root, base } = await placeOf(c);
  const { stated, services } = await describeAll(db);
  const tasks = await listStatementTasks(db, c.get('visit').ctx.now);
  const here = `${root}/controls`;
  return answerPage(
    c,
    { title: 'Security', current: 'controls' },
    <>
      <PageTitle title="Security">
        <p class="lead">What buyers read about your security. Whatever is stored here is public.</p>
        <p class="acts">
          {may(c, 'importControls') ? (
            <a class="button" href={`${here}/import/upload`}>
              Import a file
            </a>
          ) : null}
          <a href={`${base}/controls.csv`}>Controls as CSV</a>
          <a href={`${base}/controls.json`}>All as JSON</a>
          <a href={`${base}/controls`}>The public page</a>
        </p>
      </PageTitle>
      <Done done={c.req.query('done')} words={done} />
      <Tasks tasks={tasks} here={here} />
      <section class="block" aria-labelledby="kinds">
        <h2 id="kinds">What is stated</h2>
        <dl class="facts wide">
          {kindsOf(stated).map(({ path, many, said }) => (
            <div>
              <dt>
                <a href={`${here}/${path}`}>{many}</a>
              </dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Singles c={c} stated={stated} services={services} here={here} />
    </>,
  );
});

function kindsOf(stated: Stated) {
  const { inPlace, inPart, planned } = countByStatus(stated.controls);
  const held = stated.attestations.filter(({ facts }) => facts.status === 'held').length;
  return [
    { ...attestations, said: `${stated.attestations.length}, ${held} of them held` },
    { ...controls, said: `${inPlace} in place, ${inPart} in part, ${planned} planned` },
    { ...questions, said: String(stated.questions.length) },
    { ...laws, said: String(stated.laws.length) },
  ];
}

const taskWords: Readonly<Record<StatementTask['what'], string>> = {
  lapsed: 'Lapsed',
  ends: 'Ends on',
  late: 'Was to be there on',
};

function Tasks({
  tasks,
  here,
}: {
  readonly tasks: readonly StatementTask[];
  readonly here: string;
}) {
  if (tasks.length === 0) return null;
  return (
    <section class="block due" aria-labelledby="tasks">
      <h2 id="tasks">Needs somebody</h2>
      <ul class="tasks">
        {tasks.map(({ kind, key, title, what, on }) => (
          <li>
            <span class="when">
              {taskWords[what]} {on === undefined ? null : <Time day={on} />}
            </span>
            <span dir="auto">
              <a href={`${here}/${kind}s/${key}/edit`}>{title}</a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type SinglesProps = {
  readonly c: Context<ConsoleEnv>;
  readonly stated: Stated;
  readonly services: readonly { readonly slug: string; readonly name: string }[];
  readonly here: string;
};

/** What there is one of: facts of each service, and the disclosure policy. */
function Singles({ c, stated, services, here }: SinglesProps) {
  const said = new Set(stated.dataAct.map(({ key }) => key));
  const mayState = may(c, 'replaceDataAct');
  return (
    <section class="block" aria-labelledby="singles">
      <h2 id="singles">Asked for by law</h2>
      <dl class="facts wide">
        {services.map(({ slug, name }) => (
          <div>
            <dt>
              <bdi>{name}</bdi>, EU Data Act
            </dt>
            <dd>
              {said.has(slug) ? 'Stated' : 'Nothing stated: article 28(1) asks for it'}.{' '}
              {mayState ? (
                <a href={`${here}/data-act/${slug}`}>
                  {said.has(slug) ? 'Change' : 'State it'}
                  <span class="unseen"> for {name}</span>
                </a>
              ) : null}
            </dd>
          </div>
        ))}
        <div>
          <dt>How vulnerabilities are reported</dt>
          <dd>
            {stated.disclosure === undefined
              ? 'No policy: the Cyber Resilience Act asks makers of products for one'
              : 'Stated'}
            .{' '}
            {may(c, 'replaceDisclosurePolicy') ? (
              <a href={`${here}/disclosure`}>
                {stated.disclosure === undefined ? 'Write it' : 'Change'}
                <span class="unseen"> the policy</span>
              </a>
            ) : null}
          </dd>
        </div>
      </dl>
    </section>
  );
}

controlPages.route('/', statementLists);
controlPages.route('/', statementForms);
controlPages.route('/', singleForms);
controlPages.route('/', controlImport);
