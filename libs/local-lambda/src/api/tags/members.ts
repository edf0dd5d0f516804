import { z } from 'zod';
import { regionPattern } from '../../naming/patterns.ts';
import { text } from '../../validation/members.ts';

export const tags = z.record(z.string(), z.string());

/** The ARN of a resource that can have tags (API reference, TagResource). */
export const taggableResource = text({
  min: 1,
  max: 256,
  pattern: `arn:(aws[a-zA-Z-]*):lambda:${regionPattern}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)`,
});
