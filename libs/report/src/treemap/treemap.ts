import { html, type Html } from '../html.ts';
import type { Measure } from '../measure.ts';
import { exactMebibytes, mebibytes } from '../mebibytes.ts';
import {
  arrangeTreemap,
  mapSize,
  type FileTile,
  type MappedFile,
  type PackageTile,
  type Rectangle,
} from './arrange-treemap.ts';

/**
 * Renders a size map: the bytes of the zip by package and file. Tiles are placed in percent, so that the captions keep
 * their size on narrow screens. A click on a package enlarges it.
 */
export const treemap = (files: readonly MappedFile[], measure: Measure): Html => html`
  <div class="map by-${measure}" role="group" aria-label="Sizes by package and file, ${measure}">
    ${arrangeTreemap(files).map(packageTile)}
  </div>
`;

const packageTile = (tile: PackageTile): Html =>
  html`<div class="package" style="${place(tile, { x: 0, y: 0, ...mapSize })}" title="${titleOf(tile)}">
    <button type="button" aria-pressed="false">
      <span>${tile.name}</span> <b>${mebibytes(tile.bytes)} MiB</b>
    </button>
    <div>${tile.files.map((file) => fileTile(file, tile))}</div>
  </div>`;

const fileTile = (file: FileTile, within: PackageTile): Html =>
  html`<i class="${file.kind}" style="${place(file, within)}" title="${titleOf(file)}"></i>`;

const titleOf = ({ name, bytes }: PackageTile | FileTile): string => `${name} ${exactMebibytes(bytes)} MiB`;

/** Returns the distances from the top, right, bottom and left edge of the outer rectangle, in percent of its size. */
const place = (inner: Rectangle, outer: Rectangle): string => {
  const left = inner.x - outer.x;
  const top = inner.y - outer.y;
  const distances = [
    top / outer.height,
    (outer.width - left - inner.width) / outer.width,
    (outer.height - top - inner.height) / outer.height,
    left / outer.width,
  ];
  return `inset:${distances.map((part) => `${percent(part)}%`).join(' ')}`;
};

const percent = (part: number): number =>
  Number.isFinite(part) ? Math.max(0, Math.round(part * 10_000) / 100) : 0;
