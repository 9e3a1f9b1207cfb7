import { useWords } from './language.tsx';
import { partWords } from './words/pages.ts';

type Props = {
  /** Completes "Pages of the …". */
  readonly of: string;
  /** What is listed, as links name it. */
  readonly noun: string;
  /** Where the first page is; absent where this is it. */
  readonly newest: string | undefined;
  /** Where the next page is; absent where this is the last. */
  readonly older: string | undefined;
};

/** The ways on from a page of a list that begins with the newest; nothing where it is all on one. */
export function PageNav({ of, noun, newest, older }: Props) {
  if (newest === undefined && older === undefined) return null;
  const words = useWords(partWords);
  return (
    <nav class="acts" aria-label={words.pagesOf(of)}>
      {newest === undefined ? null : <a href={newest}>{words.newest(noun)}</a>}{' '}
      {older === undefined ? null : (
        <a rel="next" href={older}>
          {words.older(noun)}
        </a>
      )}
    </nav>
  );
}
