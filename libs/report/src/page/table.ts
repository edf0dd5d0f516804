import { html, trusted, type Html } from '../html.ts';
import type { Measure } from '../measure.ts';

export interface Column {
  readonly name: string;
  /** Numbers are aligned at the right. */
  readonly isNumber?: boolean;
  /** The column is shown only while the reader looks at this measure. */
  readonly only?: Measure;
}

/** A text or a piece, which is sorted by its text, or a piece with the value that it is sorted by. */
export type Cell = string | Html | { readonly shown: Html | string; readonly value: number };

export interface Table {
  /** The name for screen readers. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Readers can sort the rows by each column and filter them. Needs the script `table.browser.js`. */
  readonly isSortable?: boolean;
}

/** Renders a table in a box of its own that scrolls sideways on narrow screens. The first cell names the row. */
export const table = ({ label, columns, rows, isSortable = false }: Table): Html => html`
  ${isSortable ? filter(label) : trusted('')}
  <div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table${isSortable ? trusted(' class="sortable"') : trusted('')}>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col" ${classOf(column)}>${isSortable ? sorter(column) : column.name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, at) => rowCell(cell, columns[at], at))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>
`;

const filter = (label: string): Html =>
  html`<p class="filter">
    <label>Filter <input type="search" autocomplete="off" aria-label="Filter ${label}" /></label>
    <output></output>
  </p>`;

const sorter = ({ name }: Column): Html => html`<button type="button">${name}</button>`;

const classOf = (column: Column | undefined): Html => {
  const names = [
    ...(column?.isNumber === true ? ['number'] : []),
    ...(column?.only === undefined ? [] : [`by-${column.only}`]),
  ];
  return names.length === 0 ? trusted('') : html` class="${names.join(' ')}"`;
};

const rowCell = (cell: Cell, column: Column | undefined, at: number): Html => {
  const [shown, value] =
    typeof cell === 'string' || 'html' in cell
      ? [cell, trusted('')]
      : [cell.shown, html` data-value="${cell.value}"`];
  return at === 0
    ? html`<th scope="row" ${classOf(column)}>${shown}</th>`
    : html`<td${classOf(column)}${value}>${shown}</td>`;
};
