import { width } from './size.ts';
import { sankey, sankeyJustify, sankeyLinkHorizontal } from 'd3-sankey';
import type { Column, Flow, FlowLink, FlowNode } from '../model/flow.ts';

/** For the names beside the columns on the left and on the right. */
const side = 190;
const barWidth = 8;
/** A line of text fits in one share and the gap behind it. */
const shareHeight = 12;
const gap = 10;
const margin = 10;

export type DrawnNode = FlowNode & {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};
type DrawnLink = FlowLink & { readonly path: string; readonly thickness: number };
export type Drawn = {
  readonly height: number;
  readonly nodes: readonly DrawnNode[];
  readonly links: readonly DrawnLink[];
};

const columns: readonly Column[] = ['service', 'entry', 'place'];

/** Where everything stands, with as few crossings as the library finds (d3-sankey). */
export function layOut({ nodes, links }: Flow): Drawn {
  const shares = links.filter(({ from }) => from.startsWith('service ')).length;
  const total = links
    .filter(({ from }) => from.startsWith('service '))
    .reduce((sum, { share }) => sum + share, 0);
  const rows = Math.max(
    ...columns.map((each) => nodes.filter(({ column }) => column === each).length),
  );
  const height = Math.ceil(total * shareHeight + (rows - 1) * gap) + 2 * margin;
  const graph = sankey<FlowNode, FlowLink & { value: number }>()
    .nodeId(({ id }) => id)
    .nodeAlign(sankeyJustify)
    .nodeWidth(barWidth)
    .nodePadding(gap)
    .iterations(shares > 300 ? 6 : 24)
    .extent([
      [side, margin],
      [width - side, height - margin],
    ])({
    nodes: nodes.map((node) => ({ ...node })),
    links: links.map((link) => ({
      ...link,
      source: link.from,
      target: link.to,
      value: link.share,
    })),
  });
  const pathOf = sankeyLinkHorizontal();
  return {
    height,
    nodes: graph.nodes.map((node) => placed(node)),
    links: graph.links.map((link) => ({
      from: link.from,
      to: link.to,
      share: link.share,
      isAnnounced: link.isAnnounced,
      path: rounded(pathOf(link) ?? ''),
      thickness: Math.max(1, Math.round(link.width ?? 1)),
    })),
  };
}

type Box = { readonly [side in 'x0' | 'x1' | 'y0' | 'y1']?: number | undefined };

function placed({
  x0 = 0,
  x1 = 0,
  y0 = 0,
  y1 = 0,
  id,
  column,
  name,
  count,
}: FlowNode & Box): DrawnNode {
  return {
    id,
    column,
    name,
    ...(count !== undefined && { count }),
    x: Math.round(x0),
    y: Math.round(y0),
    width: Math.round(x1 - x0),
    height: Math.max(2, Math.round(y1 - y0)),
  };
}

function rounded(path: string): string {
  return path.replaceAll(/\d+\.\d+/g, (number) => String(Math.round(Number(number))));
}
