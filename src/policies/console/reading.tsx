import { Hono } from 'hono';
import { z } from 'zod';
import type { ConsoleEnv } from '../../console/env.ts';
import { needs } from '../../console/guard.ts';
import { answerPage, pageInputOf } from '../../console/layout.tsx';
import { Empty, PageTitle } from '../../console/pieces.tsx';
import { pageResponse } from '../../http/exchange.ts';
import { englishNames, languages } from '../../core/language.ts';
import { compareVersions } from '../documents.ts';
import { renderVersion } from '../pages/version-page.tsx';
import { getVersion } from '../service.ts';
import { ShownDifferences } from '../shown-difference.tsx';
import { policyWords } from '../words/pages.ts';
import { policyOf, section, versionOf } from './parts.tsx';

/** A version before it is announced: as its public page will be, and what it changes. */
export const readingPages = new Hono<ConsoleEnv>();

const query = z.object({ language: z.enum(languages).optional().catch(undefined) });

readingPages.get(
  '/policies/:slug/versions/:number/preview',
  needs('getPolicyVersion'),
  async (c) => {
    const { language } = query.parse(c.req.query());
    const { policy, current } = await policyOf(c);
    const input = await pageInputOf(c);
    const params = language === undefined ? {} : { language };
    const listed = { policy, ...(current && { current }) };
    return pageResponse(await renderVersion({ ...input, params }, await versionOf(c), listed));
  },
);

readingPages.get(
  '/policies/:slug/versions/:number/difference',
  needs('getPolicyVersion'),
  async (c) => {
    const { language: wanted } = query.parse(c.req.query());
    const { policy, current, crumb, here } = await policyOf(c);
    const fresh = await versionOf(c);
    const title =
      current === undefined
        ? `Version ${fresh.number} is the first`
        : `What version ${fresh.number} changes`;
    if (current === undefined || current.number === fresh.number)
      return answerPage(
        c,
        { title, current: section },
        <>
          <PageTitle title={title} crumb={crumb} />
          <Empty>
            There is no version in effect that it could be compared with. Read it{' '}
            <a href={`${here}/versions/${fresh.number}/preview`}>as its page will be</a>.
          </Empty>
        </>,
      );
    const old = await getVersion(c.env.deps.db, policy.slug, current.number);
    const { snapshot } = await pageInputOf(c);
    const { language, sections } = await compareVersions(old, fresh, [
      wanted,
      ...snapshot.organisation.languages,
    ]);
    const { countChanges } = await import('../difference.ts');
    const changed = sections.filter(({ isChanged }) => isChanged).length;
    const others = fresh.languages.filter((each) => each !== language.to);
    return answerPage(
      c,
      { title, current: section },
      <>
        <PageTitle title={title} crumb={crumb}>
          <p class="lead">
            Against version {old.number}, which is in effect.{' '}
            {policyWords.en.howMuch(countChanges(sections), changed)} {policyWords.en.howMarked}
          </p>
          {language.from === language.to ? null : (
            <p class="small quiet">
              The two are compared in different languages, because no language has both.
            </p>
          )}
          {others.length === 0 ? null : (
            <p class="acts">
              {others.map((each) => (
                <a href={`${here}/versions/${fresh.number}/difference?language=${each}`}>
                  {englishNames[each]}
                </a>
              ))}
            </p>
          )}
        </PageTitle>
        <ShownDifferences sections={sections} language={language.to} />
      </>,
    );
  },
);
