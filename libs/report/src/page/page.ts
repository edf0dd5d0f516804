import { html, trusted, type Html } from '../html.ts';
import { layerkitVersion } from '../layerkit-version.ts';
import type { InspectionRun } from '../report.ts';
import { style } from './files-of-page.ts';

export interface Page {
  /** The title of the window. */
  readonly title: string;
  /** The heading. */
  readonly heading: Html;
  readonly header: Html;
  readonly main: Html;
  readonly run: InspectionRun;
  /** layerkit’s own script, if the page has one. */
  readonly script?: string | undefined;
}

/**
 * Renders a page without references to other files but links to layerkit’s documentation. Its Content Security Policy,
 * `default-src 'none'`, forbids it to load anything.
 */
export const renderPage = ({ title, heading, header, main, run, script }: Page): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <meta name="referrer" content="no-referrer" />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${heading}</h1>
          ${header}
        </header>
        <main>${main}</main>
        <footer class="dim">Inspected on ${timeOf(run.at)} by ${layerkitVersion()} on ${run.host}.</footer>
        ${
          script === undefined
            ? trusted('')
            : html`<script>
                ${trusted(script)};
              </script>`
        }
      </body>
    </html>`.html.trim();

/** Returns `2026-11-29 22:40 UTC`. */
const timeOf = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
