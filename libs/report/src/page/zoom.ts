import { readFileSync } from 'node:fs';

/** The script of the page. A click on a package enlarges it, and another click shows the whole layer again. */
export const zoom = readFileSync(new URL('./zoom.browser.js', import.meta.url), 'utf8');
