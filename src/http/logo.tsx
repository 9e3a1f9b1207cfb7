import type { Branding } from '../branding/model.ts';
import { logoPath } from '../site/assets.ts';

type Props = { readonly branding: Branding; readonly base: string; readonly name: string };

/** Decoration where the name stands beside it; otherwise it is read as the name, by those without pictures too. */
export function Logo({ branding, base, name }: Props) {
  const { logo } = branding;
  if (logo === undefined) return <Mark />;
  const { width, height } = logo;
  const alt = isNameInLogo(branding) ? name : '';
  return (
    <img class="logo" src={`${base}${logoPath(logo)}`} alt={alt} width={width} height={height} />
  );
}

export function isNameInLogo({ logo, logoSaysName }: Branding): boolean {
  return logo !== undefined && logoSaysName === true;
}

function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="9" cy="9" r="7" fill="none" stroke="currentColor" stroke-width="3" />
      <path d="M12 12l6 6" stroke="currentColor" stroke-width="3" />
    </svg>
  );
}
