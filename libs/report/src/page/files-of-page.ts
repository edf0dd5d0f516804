import { readFileSync } from 'node:fs';

/** The style sheet of a page, light or dark like the reader’s system. */
export const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** The script of a size map. A click on a package enlarges it, and another click shows the whole layer again. */
export const zoomScript = readFileSync(new URL('./zoom.browser.js', import.meta.url), 'utf8');

/** The script of sortable tables: a click on a heading sorts the rows, and a text filters them. */
export const tableScript = readFileSync(new URL('./table.browser.js', import.meta.url), 'utf8');
