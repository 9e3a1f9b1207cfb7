import { Moment } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
import { copyPageWords } from '../words/pages.tsx';
import type { Rendered, RenderInput } from '../../publication/representation.ts';

type ShownLink = {
  readonly reference: string;
  /** Path of this page. */
  readonly path: string;
  readonly expiresAt: Date;
};

/** Behind a link of one use. Opening the page uses nothing up: programs open links too. */
export function copyLinkPage(input: RenderInput, shown: ShownLink): Rendered {
  const { reference, path, expiresAt } = shown;
  const zone = input.snapshot.organisation.timeZone;
  const words = copyPageWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.ready,
      description: words.readyDescription,
      noindex: true,
    },
    <div class="title">
      <h1>{words.ready}</h1>
      <p class="lead">{words.press}</p>
      <form class="acts" action={`${path}/copy-session`} method="post">
        <button class="button" type="submit">
          {words.open}
        </button>
      </form>
      <p class="small">{words.until(<Moment at={expiresAt} zone={zone} />, reference)}</p>
    </div>,
  );
}

/** From which the copy is saved, for some minutes. */
export function copySessionPage(input: RenderInput, shown: ShownLink): Rendered {
  const { reference, path, expiresAt } = shown;
  const zone = input.snapshot.organisation.timeZone;
  const words = copyPageWords[input.place.language];
  return renderPage(
    {
      input,
      title: words.title,
      description: words.description,
      noindex: true,
    },
    <div class="title">
      <h1>{words.title}</h1>
      <p class="lead">{words.openUntil(<Moment at={expiresAt} zone={zone} />)}</p>
      <p class="acts">
        <a class="button" href={`${path}/copy.zip`} download>
          {words.save}
        </a>
      </p>
      <p class="small">{words.holds(reference)}</p>
    </div>,
  );
}
