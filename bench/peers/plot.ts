export type Bar = { readonly name: string; readonly value: number; readonly isOwn: boolean };

const rowHeight = 26;
const barsFrom = 330;
const barsWide = 480;
const top = 40;

/** Bars beside one another on a logarithmic scale, the shortest first; readable on light and dark. */
export function drawBars(title: string, bars: readonly Bar[]): string {
  const sorted = bars.toSorted((a, b) => a.value - b.value);
  const values = sorted.map(({ value }) => value);
  const least = Math.floor(Math.log10(Math.min(...values)));
  const most = Math.ceil(Math.log10(Math.max(...values)));
  const widthOf = (value: number) => ((Math.log10(value) - least) / (most - least)) * barsWide;
  const height = top + sorted.length * rowHeight + 30;
  const decades = Array.from({ length: most - least + 1 }, (_, index) => 10 ** (least + index));
  const lines = decades.map((value) => {
    const x = (barsFrom + widthOf(value)).toFixed(1);
    return `<path d="M${x} ${top - 6}V${height - 26}" stroke="#8888"/><text x="${x}" y="${height - 8}" text-anchor="middle">${value.toLocaleString('en')}</text>`;
  });
  const rows = sorted.map(({ name, value, isOwn }, index) => {
    const y = top + index * rowHeight;
    const wide = widthOf(value);
    return `<text x="${barsFrom - 8}" y="${y + 14}" text-anchor="end"${isOwn ? ' font-weight="bold"' : ''}>${escape(name)}</text><rect x="${barsFrom}" y="${y}" width="${wide.toFixed(1)}" height="18" fill="${isOwn ? '#1668c7' : '#8a94a3'}"/><text x="${(barsFrom + wide + 6).toFixed(1)}" y="${y + 14}">${value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 })}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${barsFrom + barsWide + 70} ${height}" font-family="sans-serif" font-size="13" fill="#777" role="img" aria-label="${escape(title)}">
<text x="${barsFrom}" y="20" font-weight="bold">${escape(title)}, logarithmic</text>
${[...lines, ...rows].join('\n')}
</svg>
`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
