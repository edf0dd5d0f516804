import { formatTarget } from '@layerkit/platform-resolution';
import { html, trusted, when, type Html } from './html.ts';
import { baselineSection } from './page/baseline.ts';
import { findingsSection } from './page/findings.ts';
import { packagesSection } from './page/packages.ts';
import { platformSection } from './page/platform.ts';
import { sizesSection } from './page/sizes.ts';
import { style } from './page/style.ts';
import { verdict } from './page/verdict.ts';
import { zoom } from './page/zoom.ts';
import type { Report } from './report.ts';

/**
 * Renders an inspection as one HTML page. Its Content Security Policy, `default-src 'none'`, forbids it to load
 * anything.
 */
export const renderReport = (report: Report): string => page(report).html.trim();

const page = (report: Report): Html => {
  const { inspection } = report;
  const title = `${inspection.zip.file} for ${formatTarget(inspection.target)}`;
  return html`<!doctype html>
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
          ${verdict(inspection)}
        </header>
        <main>
          ${findingsSection(inspection)} ${sizesSection(report)} ${when(inspection.baseline, baselineSection)}
          ${packagesSection(inspection)} ${platformSection(report)}
        </main>
        <script>
          ${trusted(zoom)};
        </script>
      </body>
    </html>`;
};
