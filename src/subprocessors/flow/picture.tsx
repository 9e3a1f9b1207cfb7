import { shorten } from '../../core/shorten.ts';
import { useWords } from '../../http/language.tsx';
import type { Flow } from '../model/flow.ts';
import { flowWords } from '../words/flow.ts';
import type { Drawn, DrawnNode } from './layout.ts';
import { width } from './size.ts';

/** Letters beside each column. */
const mostLetters = { service: 24, entry: 28, place: 24 } as const;

type Props = { readonly flow: Flow; readonly drawn: Drawn };

/** A picture beside its table, which says the same in words: it is one image for whoever does not see it. */
export function FlowPicture({ flow: { nodes, isGrouped }, drawn }: Props) {
  const words = useWords(flowWords);
  const count = (wanted: DrawnNode['column']) =>
    nodes.filter(({ column }) => column === wanted).length;
  const entries = isGrouped
    ? nodes.reduce((sum, node) => sum + (node.count ?? 0), 0)
    : count('entry');
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const heads = { ...words.columns, ...(isGrouped && { entry: words.groups }) };
  return (
    <figure class="flow">
      <p class="key sideways">{words.sideways}</p>
      <section class="wide" aria-label={words.scroll} tabindex={0}>
        <svg
          viewBox={`0 -24 ${width} ${drawn.height + 24}`}
          role="img"
          aria-label={words.alt(count('service'), entries, count('place'))}
        >
          <g class="heads">
            <text x={sideOf('service').x} y="-8" text-anchor="end">
              {heads.service}
            </text>{' '}
            <text x={width / 2} y="-8" text-anchor="middle">
              {heads.entry}
            </text>{' '}
            <text x={sideOf('place').x} y="-8">
              {heads.place}
            </text>
          </g>
          <g class="bands">
            {drawn.links.map(({ from, to, path, thickness, isAnnounced }) => (
              <path class={isAnnounced ? 'next' : undefined} d={path} stroke-width={thickness}>
                <title>{`${names.get(from)} → ${names.get(to)}${isAnnounced ? words.announcedMark : ''}`}</title>
              </path>
            ))}
          </g>
          {drawn.nodes.map((node) => (
            <Node node={node} />
          ))}
        </svg>
      </section>
      <Key drawn={drawn} />
    </figure>
  );
}

function sideOf(column: DrawnNode['column']): { readonly x: number } {
  return { x: column === 'service' ? 182 : width - 182 };
}

function Node({ node: { column, name, count, x, y, width: wide, height } }: { node: DrawnNode }) {
  const isLeft = column === 'service';
  const counted = count === undefined ? '' : ` (${count})`;
  const label = `${cut(name, mostLetters[column])}${counted}`;
  return (
    <g>
      <rect x={x} y={y} width={wide} height={height} />
      <text
        x={isLeft ? x - 8 : x + wide + 6}
        y={y + height / 2}
        dy="0.35em"
        text-anchor={isLeft ? 'end' : undefined}
      >
        {label}
        {label === `${name}${counted}` ? null : <title>{`${name}${counted}`}</title>}
      </text>{' '}
    </g>
  );
}

/** Characters of East Asia are as wide as two, and so are many a W in a row. */
const wide =
  /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]|(?:[mwMW@].{0,2}){9}/u;

function cut(name: string, most: number): string {
  const short = shorten(name, most);
  return wide.test(short) ? shorten(name, most / 2) : short;
}

function Key({ drawn: { links } }: { drawn: Drawn }) {
  const words = useWords(flowWords);
  const hasNext = links.some(({ isAnnounced }) => isAnnounced);
  return (
    <figcaption class="key">
      {hasNext ? (
        <ul class="inline signs">
          <li>
            <Swatch /> {words.inEffect}
          </li>
          <li>
            <Swatch isNext /> {words.announced}
          </li>
        </ul>
      ) : null}
      <p>{words.thickness}</p>
    </figcaption>
  );
}

function Swatch({ isNext = false }: { isNext?: boolean }) {
  return (
    <svg class="swatch bands" width="24" height="12" aria-hidden="true">
      <path class={isNext ? 'next' : undefined} d="M0 6H24" stroke-width="8" />
    </svg>
  );
}
