import type { Inspection } from '@layerkit/artifact/inspection';
import { quotas } from '@layerkit/platform-resolution';
import { fileKind, fileKindNames, fileKinds } from '../file-kind.ts';
import { html, type Html } from '../html.ts';
import { measures, sizeIn, type Measure } from '../measure.ts';
import type { Report } from '../report.ts';
import { treemap } from '../treemap/treemap.ts';
import { bar } from './bar.ts';

/** Renders the size of the layer compared with Lambda’s quotas, and the size maps, zipped and unpacked. */
export const sizesSection = ({ inspection, files }: Report): Html => html`
  <section id="sizes">
    <h2>Size</h2>
    ${limits(inspection)}
    <fieldset class="switch">
      <legend>Sizes</legend>
      ${measures.map(choice)}
    </fieldset>
    <p class="legend">
      ${fileKinds.map((kind) => html`<span><i class="swatch ${kind}"></i>${fileKindNames[kind]}</span> `)}
      <button type="button" id="whole" hidden>Show the whole layer</button>
    </p>
    ${measures.map((measure) => sizeMap(measure, inspection, files))}
  </section>
`;

const limits = ({ zip }: Inspection): Html => html`
  ${bar({
    name: 'Zipped',
    limit: quotas.zipInRequest,
    meaning: 'that Lambda takes in a request',
    parts: [{ name: zip.file, bytes: zip.bytes }],
  })}
  ${bar({
    name: 'Unpacked',
    limit: quotas.unpacked,
    meaning: 'that a function and its layers may have',
    parts: [{ name: zip.file, bytes: zip.unpackedBytes }],
  })}
`;

/** The style sheet hides what belongs to the measure that is not checked, so that the switch needs no script. */
const choice = (measure: Measure): Html => html`
  <label
    ><input
      type="radio"
      name="measure"
      id="${measure}"
      autocomplete="off"
      ${measure === 'zipped' ? 'checked' : ''}
    />
    ${measure}</label
  >
`;

const sizeMap = (measure: Measure, { binaries }: Inspection, files: Report['files']): Html => {
  const paths = new Set(binaries.map(({ path }) => path));
  const mapped = files.map((file) => ({
    path: file.path,
    package: file.package ?? 'no package',
    kind: fileKind(file.path, paths),
    bytes: sizeIn(measure, file),
  }));
  return treemap(mapped, measure);
};
