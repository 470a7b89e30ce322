import type { ReliabilityBin } from './metrics.js';

const size = 360;
const left = 56;
const top = 44;
const bottom = 56;

/**
 * A reliability diagram (DeGroot & Fienberg 1983; bars as in Guo et al. 2017): a bar a tenth of confidence, as high as
 * the share that was right; on the dashed diagonal, confidence keeps its word. A dot stands at the mean confidence.
 *
 * @returns An SVG document.
 */
export function reliabilityDiagram(bins: readonly ReliabilityBin[], title: string): string {
  const x = (value: number) => (left + value * size).toFixed(1);
  const y = (value: number) => (top + (1 - value) * size).toFixed(1);
  const text = (at: string, words: string) => `<text ${at}>${escapeXml(words)}</text>`;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].flatMap((value) => [
    `<line x1="${x(0)}" x2="${x(1)}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/>`,
    text(`x="${left - 8}" y="${Number(y(value)) + 4}" text-anchor="end"`, value.toFixed(1)),
    text(`x="${x(value)}" y="${top + size + 18}" text-anchor="middle"`, value.toFixed(1)),
  ]);
  const bars = bins
    .filter(({ count }) => count > 0)
    .flatMap(({ from, to, count, meanConfidence, shareRight }) => [
      `<rect x="${x(from + 0.005)}" y="${y(shareRight)}" width="${((to - from - 0.01) * size).toFixed(1)}" height="${(shareRight * size).toFixed(1)}" fill="#4a7fb5"/>`,
      `<circle cx="${x(meanConfidence)}" cy="${y(shareRight)}" r="3" fill="#b5482a"/>`,
      text(
        `x="${x((from + to) / 2)}" y="${Number(y(shareRight)) - 7}" text-anchor="middle" font-size="10"`,
        `${count}`,
      ),
    ]);
  const width = left + size + 24;
  const height = top + size + bottom;
  const middle = left + size / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(`x="${middle}" y="20" text-anchor="middle" font-size="13"`, title),
    ...ticks,
    ...bars,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#555" stroke-dasharray="5 4"/>`,
    text(
      `x="${middle}" y="${height - 16}" text-anchor="middle"`,
      'confidence (number of questions above each bar)',
    ),
    text(
      `x="16" y="${top + size / 2}" text-anchor="middle" transform="rotate(-90 16 ${top + size / 2})"`,
      'share right',
    ),
    '</svg>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
