import { quotas, type Runtime } from '@layerkit/platform-resolution';
import { hasSnapStart } from '@layerkit/platform-resolution/runtimes';
import type { z } from 'zod';

interface Settings {
  readonly runtime: Runtime;
  readonly logFormat?: string | undefined;
  readonly applicationLogLevel?: string | undefined;
  readonly systemLogLevel?: string | undefined;
  readonly snapStart?: string | undefined;
  readonly ephemeralStorageMb?: number | undefined;
  readonly fileSystems?: readonly unknown[] | undefined;
  readonly vpc?: unknown;
}

/** Checks settings that Lambda accepts only together with others. Reports each on its field. */
export const checkSettingsTogether = (settings: Settings, context: z.RefinementCtx): void => {
  for (const { field, message } of problemsOf(settings))
    context.addIssue({ code: 'custom', path: [field], message, input: settings });
};

const problemsOf = (settings: Settings): readonly { readonly field: string; readonly message: string }[] => {
  const {
    logFormat,
    snapStart,
    runtime,
    ephemeralStorageMb = quotas.tmpMb,
    fileSystems = [],
    vpc,
  } = settings;
  const levels = (['applicationLogLevel', 'systemLogLevel'] as const).filter(
    (field) => settings[field] !== undefined && logFormat !== 'JSON',
  );
  const snaps = snapStart === 'PublishedVersions';
  return [
    ...levels.map((field) => ({ field, message: 'needs "logFormat": "JSON"' })),
    ...(snaps && !hasSnapStart(runtime)
      ? [{ field: 'snapStart', message: `is not available for ${runtime}, only from python3.12 on` }]
      : []),
    ...(snaps && (ephemeralStorageMb > quotas.tmpMb || fileSystems.length > 0)
      ? [
          {
            field: 'snapStart',
            message: `does not work with fileSystems or more than ${quotas.tmpMb} MB of ephemeralStorageMb`,
          },
        ]
      : []),
    ...(fileSystems.length > 0 && vpc === null ? [{ field: 'fileSystems', message: 'needs a vpc' }] : []),
  ];
};
