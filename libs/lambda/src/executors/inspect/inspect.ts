import { readFunctionArtifact, artifactDirectory } from '@layerkit/artifact';
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
import { readAttachedLayers, stackedLayers } from '../../project/attached-layers.ts';
import { inAnyRegion } from '../../project/third-party-layers.ts';
import { openFunctionProject } from '../../project/function-project.ts';
import type { InspectExecutorOptions } from './schema.d.ts';

export default async function inspect(options: InspectExecutorOptions, context: ExecutorContext) {
  const inspected: StackInspection[] = [];
  const executor = '@layerkit/lambda:inspect';
  const { success: ran } = await runExecutor(context, { executor }, async (say) => {
    const format = parseInspectionFormat(options.format ?? 'table');
    const project = await openFunctionProject(context);
    const { definition, outputRoot } = project;
    const directory = artifactDirectory(outputRoot, definition);
    await forgetInspection(directory);
    const artifact = await readFunctionArtifact(directory);
    const lookInto = inAnyRegion(definition, options.region);
    const attached = await readAttachedLayers(project, context, lookInto);
    chooseLayers(definition, attached);
    const stacked = stackedLayers(attached, definition);
    const { inspection, warnings } = await inspectFunctionStack({ definition, artifact, ...stacked });
    warnings.forEach((warning) => say(`warning: ${warning}`));
    inspected.push(inspection);
    (await report(directory, inspection, format)).forEach(say);
  });
  const isFaulty = inspected.some(hasErrors);
  // The findings are already printed; the failure file is for machines.
  if (ran && isFaulty)
    await writeFailure({ outputRoot: outputRootIn(context), executor }, foundErrors(context));
  return { success: ran && !isFaulty };
}

/** Writes an inspection next to function.zip. Returns the table, or the verdict with the path of the file. */
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

const foundErrors = ({ projectName = '' }: ExecutorContext): LayerkitError =>
  new LayerkitError({
    code: 'audit/failed',
    message: `inspect found errors in ${projectName} with its layers`,
    hint: `See inspection.json next to function.zip for all of them, and ${documentation('findings')} for what each code means.`,
  });
