import type { Catalogue } from '../core/language.ts';
import { useWords } from '../http/language.tsx';
import { absolute, renderPage } from '../http/layout.tsx';
import { nameInSentence } from '../organisation/model.ts';
import type { Published, RenderInput } from '../publication/representation.ts';
import { de } from './words/accessibility-de.tsx';
import { type AccessibilityWords, en } from './words/accessibility-en.tsx';

const accessibilityWords: Catalogue<AccessibilityWords> = { en, de };

/** The accessibility statement (Directive (EU) 2016/2102, Article 7; European Accessibility Act, Annex V). */
export const accessibilityPage: Published = {
  kind: 'published',
  path: '/accessibility',
  mediaType: 'text/html; charset=utf-8',
  render: (input) => {
    const words = accessibilityWords[input.place.language];
    const { name } = input.snapshot.organisation;
    return renderPage(
      { input, title: words.title, description: words.description(name), path: '/accessibility' },
      <Statement input={input} />,
    );
  },
};

function Statement({ input }: { input: RenderInput }) {
  const { place, snapshot } = input;
  const words = useWords(accessibilityWords);
  return (
    <>
      <div class="title">
        <h1>{words.title}</h1>
        <p class="lead">{words.lead(<bdi>{nameInSentence(snapshot.organisation)}</bdi>)}</p>
        <p class="paper">{absolute(input, '/accessibility')}</p>
      </div>
      {words.parts.map(({ id, title, points }) => (
        <section class="row" aria-labelledby={id}>
          <h2 id={id}>{title}</h2>
          <ul class="said">
            {points.map((point) => (
              <li>{point}</li>
            ))}
          </ul>
        </section>
      ))}
      <section class="row" aria-labelledby="tell">
        <h2 id="tell">{words.contact}</h2>
        <p>
          {words.contactLead((text) => (
            <a href={`${place.pages}/contact`}>{text}</a>
          ))}
        </p>
      </section>
    </>
  );
}
