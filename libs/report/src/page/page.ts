import { html, trusted, type Html } from '../html.ts';
import { style } from './style.ts';

export interface Page {
  readonly title: string;
  readonly header: Html;
  readonly main: Html;
  /** layerkit’s own script, if the page has one. */
  readonly script?: string | undefined;
}

/**
 * Renders a page without references to other files. Its Content Security Policy, `default-src 'none'`, forbids it to
 * load anything.
 */
export const renderPage = ({ title, header, main, script }: Page): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
        />
        <link rel="icon" href="data:," />
        <title>${title}</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          ${header}
        </header>
        <main>${main}</main>
        ${
          script === undefined
            ? trusted('')
            : html`<script>
                ${trusted(script)};
              </script>`
        }
      </body>
    </html>`.html.trim();
