import { z } from 'zod';
import { APPLIED_STATES } from '../domain/aws/applied.ts';
import { SETUP_STEP_KEYS } from '../domain/aws/setup-step.ts';

/** What an apply did of a step. */
export const appliedStepSchema = z.object({
  step: z.enum(SETUP_STEP_KEYS),
  name: z.string(),
  state: z.enum(APPLIED_STATES),
  /** The calls of it that changed something in AWS, as s3:CreateBucket; with what is known of one that had no answer. */
  calls: z.array(z.string()),
  /** Why it is not done; empty where it is. */
  why: z.string(),
});

/** A bucket's notifications of before the Athena stack, as they were kept. */
export const savedNotificationsSchema = z.object({
  /** Of the file that they are saved as. */
  name: z.string(),
  bucket: z.string(),
  sha256: z.string(),
  /** Whom the bucket told, in a few words. */
  summary: z.string(),
  /** As S3 takes it back. */
  configuration: z.record(z.string(), z.unknown()),
});

export type SavedNotifications = z.infer<typeof savedNotificationsSchema>;
