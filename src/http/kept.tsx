import { useWords } from './language.tsx';
import { formWords } from './words/forms.ts';

/** What a form keeps of whoever fills it in, why and how long (Article 13 GDPR): said where it is collected. */
export function Kept({
  told,
}: {
  readonly told: readonly { readonly title: string; readonly text: string }[];
}) {
  return (
    <section class="block" aria-labelledby="kept">
      <h2 id="kept">{useWords(formWords).kept}</h2>
      <dl class="told">
        {told.map(({ title, text }) => (
          <div>
            <dt>{title}</dt>
            <dd dir="auto">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
