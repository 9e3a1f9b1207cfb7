import { type Fault, pointerTo } from '../../core/errors.ts';
import type { Accent } from '../model.ts';
import { type Ground, leastContrast, leastContrastOn, nearestPassing, passes } from './contrast.ts';

/** Colours that somebody could not read; each with the nearest that they could. */
export function faultsInAccent(accent: Accent): readonly Fault[] {
  const grounds: readonly Ground[] = ['light', 'dark'];
  return grounds.flatMap((ground) => {
    const colour = accent[ground];
    if (colour === undefined || passes(ground, colour)) return [];
    // Rounded down: 4.49 is not 4.5.
    const contrast = Math.floor(leastContrastOn(ground, colour) * 10) / 10;
    return [
      {
        pointer: pointerTo('accent', ground),
        detail: `${colour} has a contrast of ${contrast}:1 on the ${ground} ground and ${leastContrast}:1 is the least that everybody can read (WCAG 2.2, 1.4.3). The nearest that passes is ${nearestPassing(ground, colour)}.`,
      },
    ];
  });
}
