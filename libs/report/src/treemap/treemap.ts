import { formatBytes } from '@layerkit/terminal';
import { fileKindNames, fileKinds } from '../file-kind.ts';
import { html, trusted, type Html } from '../html.ts';
import {
  arrangeTreemap,
  labelHeight,
  mapSize,
  type FileTile,
  type MappedFile,
  type PackageTile,
  type Rectangle,
} from './arrange-treemap.ts';

/** Renders the size map: the bytes of the zip by package and file. A click on a package enlarges it. */
export const treemap = (files: readonly MappedFile[]): Html => html`
  <p class="legend">
    ${fileKinds.map((kind) => html`<span class="swatch ${kind}"></span>${fileKindNames[kind]} `)}
    <button type="button" id="whole" hidden>Show the whole layer</button>
  </p>
  <svg
    id="treemap"
    viewBox="0 0 ${mapSize.width} ${mapSize.height}"
    role="img"
    aria-label="Sizes by package and file"
  >
    ${arrangeTreemap(files).map(packageTile)}
  </svg>
`;

const packageTile = (tile: PackageTile): Html => html`
  <g class="package" data-box="${tile.x} ${tile.y} ${tile.width} ${tile.height}">
    <rect ${place(tile)}><title>${tile.name}: ${formatBytes(tile.bytes)} zipped</title></rect>
    ${tile.files.map(fileTile)} ${hasRoomForLabel(tile) ? label(tile) : trusted('')}
  </g>
`;

const fileTile = (tile: FileTile): Html =>
  html`<rect class="${tile.kind}" ${place(tile)}
    ><title>${tile.name}: ${formatBytes(tile.bytes)} zipped</title></rect
  >`;

const place = ({ x, y, width, height }: Rectangle): Html =>
  html`x="${x}" y="${y}" width="${width}" height="${height}"`;

/** The average width of a letter in a label. */
const letterWidth = 6.2;

const hasRoomForLabel = ({ width, height }: Rectangle): boolean =>
  height > 2 * labelHeight && width > 5 * letterWidth;

const label = ({ name, x, y, width }: PackageTile): Html => {
  const letters = Math.floor((width - 6) / letterWidth);
  const text = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
  return html`<text x="${x + 3}" y="${y + 11}">${text}</text>`;
};
