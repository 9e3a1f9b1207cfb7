import { Refusal } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import { streamOf } from '../../files/service.ts';
import { sniffType } from '../../files/service/sniffing.ts';
import {
  leastLogoSide,
  type Logo,
  logoTypes,
  type LogoType,
  mostLogoBytes,
  mostLogoSide,
} from '../model.ts';

/**
 * A file as a logo: what it is says its content, not its name. Refuses `malformed`, `too_large`,
 * `wrong_media_type` and `invalid`. What it holds beside the picture does nothing: it is served as this
 * type only, not to be guessed at, and from an address where nothing may run.
 */
export async function readLogo(bytes: Uint8Array): Promise<Logo> {
  if (bytes.byteLength === 0)
    throw new Refusal('malformed', 'The file is empty; choose the picture itself.');
  if (bytes.byteLength > mostLogoBytes) throw tooLarge();
  const sniffed = await sniffType(streamOf(bytes));
  if (sniffed === undefined || !isLogoType(sniffed.mediaType)) throw otherType(bytes);
  return {
    mediaType: sniffed.mediaType,
    ...(await sizeOf(bytes)),
    content: Buffer.from(bytes).toString('base64'),
    sha256: sha256(bytes),
  };
}

export function tooLarge(): Refusal {
  return new Refusal(
    'too_large',
    `A logo has at most ${mostLogoBytes / 1024} kB, for every visitor loads it. It is shown 28 pixels high: save it about 60 to 120 high, as PNG or WebP.`,
  );
}

async function sizeOf(bytes: Uint8Array): Promise<Pick<Logo, 'width' | 'height'>> {
  const { width, height } = await measure(bytes);
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  if (short < leastLogoSide || long > mostLogoSide)
    throw new Refusal(
      'invalid',
      `The picture is ${width} by ${height} pixels; each side has to have ${leastLogoSide} to ${mostLogoSide}.`,
    );
  return { width, height };
}

async function measure(bytes: Uint8Array): Promise<Pick<Logo, 'width' | 'height'>> {
  const { imageSize } = await import('image-size');
  try {
    return imageSize(bytes);
  } catch (error) {
    throw new Refusal('malformed', 'The picture cannot be read. Save it anew and send that.', {
      cause: error,
    });
  }
}

function isLogoType(mediaType: string): mediaType is LogoType {
  return Object.hasOwn(logoTypes, mediaType);
}

// An SVG is a document that may hold scripts, links and other files; a picture holds pixels.
function otherType(bytes: Uint8Array): Refusal {
  const isSvg = new TextDecoder().decode(bytes.subarray(0, 2_000)).includes('<svg');
  return new Refusal(
    'wrong_media_type',
    isSvg
      ? 'An SVG can hold programs, so it is not taken. Save it as PNG or WebP, about 60 to 120 pixels high.'
      : 'A logo is a PNG, WebP or JPEG file, and this is none.',
  );
}
