import { countryName } from '../core/countries.ts';
import { Time } from '../http/dates.tsx';
import { WebLink } from '../http/facts.tsx';
import { useLanguage } from '../http/language.tsx';
import type { Line, Piece } from './field-text.ts';

/** A value with its days, countries and links marked up, one line below the other. */
export function Lines({ lines }: { lines: readonly Line[] }) {
  return <Pieces pieces={lines.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]))} />;
}

/** Pieces one after the other; a line feed becomes a new line. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece) => (
        <OnePiece piece={piece} />
      ))}
    </>
  );
}

function OnePiece({ piece }: { piece: Piece }) {
  const language = useLanguage();
  if (piece === '\n') return <br />;
  if (typeof piece === 'string') return <>{piece}</>;
  if ('day' in piece) return <Time day={piece.day} />;
  if ('url' in piece) return <WebLink url={piece.url} />;
  return <>{countryName(piece.country, language)}</>;
}
