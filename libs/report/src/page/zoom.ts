import { readFileSync } from 'node:fs';

/** What the page does by itself: a click on a package fills the picture with it, another one goes back. */
export const zoom = readFileSync(new URL('./zoom.browser.js', import.meta.url), 'utf8');
