import { html, trusted, type Html } from '../html.ts';
import { mebibytes } from '../mebibytes.ts';

export interface BarPart {
  readonly name: string;
  readonly bytes: number;
}

export interface Bar {
  readonly name: string;
  readonly limit: number;
  /** The subject of the limit: `that a function and its layers may have`. */
  readonly meaning: string;
  /** Drawn one after the other, and named below the bar if there are several. */
  readonly parts: readonly BarPart[];
}

/** Renders a size as a bar with a mark at its limit. A size over the limit is red and goes past the mark. */
export const bar = ({ name, limit, meaning, parts }: Bar): Html => {
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  const percent = (part: number): string => ((part / Math.max(limit * margin, bytes)) * 100).toFixed(2);
  const isOver = bytes > limit;
  const size = `${mebibytes(bytes)} of ${mebibytes(limit)} MiB`;
  return html`
    <div class="bar${isOver ? ' over' : ''}">
      <p>
        <b>${name}</b> <span class="${isOver ? 'error' : ''}">${size}</span>
        <span class="dim">${meaning}</span>
      </p>
      <div class="track" role="img" aria-label="${name}: ${size}">
        ${parts.map((part, at) => html`<i class="${colorOf(at)}" style="width:${percent(part.bytes)}%"></i>`)}
        <span class="mark" style="left:${percent(limit)}%"></span>
      </div>
      ${parts.length < 2 ? trusted('') : legend(parts)}
    </div>
  `;
};

/** Leaves room behind the mark. */
const margin = 1.08;

const legend = (parts: readonly BarPart[]): Html => html`
  <ul class="parts">
    ${parts.map((part, at) => html`<li><i class="swatch ${colorOf(at)}"></i>${part.name} <b>${mebibytes(part.bytes)} MiB</b></li>`)}
  </ul>
`;

/** A function may have five layers. */
const colorOf = (at: number): string => `part-${String(at % 6)}`;
