import { z } from 'zod';
import { choice } from '../../validation/members.ts';
import {
  description,
  environment,
  ephemeralStorage,
  fileSystemConfigs,
  handler,
  layers,
  loggingConfig,
  memorySize,
  resourceArn,
  role,
  timeout,
  vpcConfig,
} from '../members.ts';

/** The settings that CreateFunction and UpdateFunctionConfiguration share. */
export const settingsMembers = {
  Role: role.optional(),
  Handler: handler.optional(),
  Description: description.optional(),
  Timeout: timeout.optional(),
  MemorySize: memorySize.optional(),
  Environment: environment.optional(),
  // Checked later, because AWS refuses an unknown runtime of a function with a different message.
  Runtime: z.string().optional(),
  Layers: layers.optional(),
  EphemeralStorage: ephemeralStorage.optional(),
  TracingConfig: z.object({ Mode: choice(['Active', 'PassThrough']).optional() }).optional(),
  SnapStart: z.object({ ApplyOn: choice(['PublishedVersions', 'None']).optional() }).optional(),
  DeadLetterConfig: z.object({ TargetArn: resourceArn.optional() }).optional(),
  KMSKeyArn: resourceArn.optional(),
  LoggingConfig: loggingConfig.optional(),
  VpcConfig: vpcConfig.optional(),
  FileSystemConfigs: fileSystemConfigs.optional(),
};

export const codeMembers = {
  ZipFile: z.string().optional(),
  S3Bucket: z.string().optional(),
  S3Key: z.string().optional(),
  ImageUri: z.string().optional(),
};
