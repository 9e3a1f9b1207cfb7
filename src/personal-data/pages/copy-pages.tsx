import { Moment } from '../../http/dates.tsx';
import { renderPage } from '../../http/layout.tsx';
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
  return renderPage(
    {
      input,
      title: 'The copy of your data is ready',
      description: 'A link of one use to a copy of somebody’s data.',
      noindex: true,
    },
    <div class="title">
      <h1>The copy of your data is ready</h1>
      <p class="lead">Press the button to open it. The link works once.</p>
      <form class="acts" action={`${path}/copy-session`} method="post">
        <button class="button" type="submit">
          Open the copy
        </button>
      </form>
      <p class="small">
        Then you have a quarter of an hour to save it. The link itself can be used until{' '}
        <Moment at={expiresAt} zone={zone} />. Privacy request {reference}.
      </p>
    </div>,
  );
}

/** From which the copy is saved, for some minutes. */
export function copySessionPage(input: RenderInput, shown: ShownLink): Rendered {
  const { reference, path, expiresAt } = shown;
  const zone = input.snapshot.organisation.timeZone;
  return renderPage(
    {
      input,
      title: 'A copy of your data',
      description: 'A copy of somebody’s data, to be saved.',
      noindex: true,
    },
    <div class="title">
      <h1>A copy of your data</h1>
      <p class="lead">
        This page is open until <Moment at={expiresAt} zone={zone} />. Save the copy now, where only
        you can read it.
      </p>
      <p class="acts">
        <a class="button" href={`${path}/copy.zip`} download>
          Save the copy (ZIP)
        </a>
      </p>
      <p class="small">
        It holds a page to read, the same for programs, and files that belong to you. It is put
        together while you save it. Privacy request {reference}.
      </p>
    </div>,
  );
}
