import { forgetInspection, type StackInspection, writeInspectionFile } from '@layerkit/artifact/inspection';
import { writeFailure } from '@layerkit/artifact/results';
import { outputRootIn, runExecutor } from '@layerkit/executors';
import { documentation, LayerkitError } from '@layerkit/failure';
import { inspectFunctionStack } from '@layerkit/packaging';
import { chooseLayers } from '@layerkit/publishing/functions';
import { hasErrors, type InspectionFormat, parseInspectionFormat } from '@layerkit/report/lines';
import { describeStack, describeStackSize, formatStack } from '@layerkit/report/stack';
import { openPalette, plainPalette } from '@layerkit/terminal';
import type { ExecutorContext } from '@nx/devkit';
import { stackedLayers } from '../../project/attached-layers.ts';
import { readBuiltFunctions, type BuiltFunction } from '../../project/built-functions.ts';
import { openFunctions } from '../../project/project-functions.ts';
import { inAnyRegion } from '../../project/third-party-layers.ts';
import type { InspectExecutorOptions } from './schema.d.ts';

export default async function inspect(options: InspectExecutorOptions, context: ExecutorContext) {
  const faulty: string[] = [];
  const executor = '@layerkit/lambda:inspect';
  const { success: ran } = await runExecutor(context, { executor }, async (say) => {
    const format = parseInspectionFormat(options.format ?? 'table');
    const { functions, isTable } = await openFunctions(context, options);
    // functions of a table may share a zip and have different layers
    const places = functions.map(({ directory, outputRoot }) => (isTable ? outputRoot : directory));
    for (const directory of places) await forgetInspection(directory);
    const built = await readBuiltFunctions(functions, context, ({ definition }) =>
      inAnyRegion(definition, options.region),
    );
    for (const [at, one] of built.entries()) {
      if (isTable) say(`${one.one.name}:`);
      const { inspection, warnings } = await inspectBuilt(one);
      warnings.forEach((warning) => say(`warning: ${warning}`));
      if (hasErrors(inspection)) faulty.push(one.one.name);
      (await report(places[at] ?? '', inspection, format)).forEach(say);
    }
  });
  // The findings are already printed; the failure file is for machines.
  if (faulty.length > 0)
    await writeFailure({ outputRoot: outputRootIn(context), executor }, foundErrors(context, faulty));
  return { success: ran && faulty.length === 0 };
}

const inspectBuilt = ({ one: { definition }, artifact, attached }: BuiltFunction) => {
  chooseLayers(definition, attached);
  return inspectFunctionStack({ definition, artifact, ...stackedLayers(attached, definition) });
};

/** Writes the files of an inspection. Returns the table, or the verdict with the path of the file. */
const report = async (
  directory: string,
  inspection: StackInspection,
  format: InspectionFormat,
): Promise<readonly string[]> => {
  const write = (kind: 'json' | 'html'): Promise<string> =>
    writeInspectionFile(directory, kind, formatStack(inspection, kind));
  const json = await write('json');
  if (format === 'table') return describeStack(inspection, openPalette());
  const path = format === 'html' ? await write(format) : json;
  return [...describeStackSize(inspection, plainPalette), `  ${path}`];
};

const foundErrors = ({ projectName = '' }: ExecutorContext, functions: readonly string[]): LayerkitError =>
  new LayerkitError({
    code: 'audit/failed',
    message: `inspect found errors in ${projectName} with its layers`,
    problems: functions.length > 1 ? functions : [],
    hint: `See inspection.json of the function for all of them, and ${documentation('findings')} for what each code means.`,
  });
