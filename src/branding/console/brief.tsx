import { type Colour, type Logo, logoPath } from '../model.ts';
import { type Ground, grounds } from '../model/contrast.ts';

export function LogoInBrief({ logo, base }: { logo: Logo | undefined; base: string }) {
  if (logo === undefined) return <span class="quiet">None: the mark of Annex stands there.</span>;
  const { width, height } = logo;
  return (
    <img
      class="logo-shown"
      src={`${base}${logoPath(logo)}`}
      alt={`${width} by ${height} pixels`}
      width={width}
      height={height}
    />
  );
}

/** A colour as text on its ground. Attributes of SVG, for a style here would be against the page's own policy. */
export function Swatch({ colour, ground }: { colour: Colour; ground: Ground }) {
  return (
    <svg class="tone" width="52" height="24" viewBox="0 0 52 24" aria-hidden="true">
      <rect width="52" height="24" fill={grounds[ground].behind[0]} />
      <rect width="22" height="24" fill={colour} />
      <text x="26" y="17" font-size="14" fill={colour}>
        Aa
      </text>
    </svg>
  );
}
