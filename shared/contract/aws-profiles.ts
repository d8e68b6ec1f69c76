import { z } from 'zod';
import { PROFILE_KINDS } from '../domain/aws/profile.ts';
import { longTask, nothing, task, waitingSchema } from './base.ts';

/** What a sign-in tells while it waits for the person at the browser. Nothing secret is in it. */
export const signInEventSchema = z.discriminatedUnion('type', [
  /** The page to sign in at. It opens by itself where there is a browser; the address works until the sign-in ends. */
  z.object({ type: z.literal('browser'), url: z.string() }),
  /** A line that the AWS CLI said. */
  z.object({ type: z.literal('said'), line: z.string() }),
  waitingSchema,
]);

export const signedInSchema = z.object({
  /** The profile that was signed in; the source profile where the one asked for assumes a role with another's credentials. */
  profile: z.string(),
  /** By the AWS CLI, or by this program in the browser. */
  by: z.enum(['aws-cli', 'browser']),
  /** When it ends; ISO 8601 UTC, where that is known. */
  expiresAt: z.string().nullable(),
});

/** A profile of this computer, with how it stands before AWS is asked. Never a credential. */
export const profileSchema = z.object({
  name: z.string(),
  kind: z.enum(PROFILE_KINDS),
  region: z.string().nullable(),
  endpointUrl: z.string().nullable(),
  roleArn: z.string().nullable(),
  sourceProfile: z.string().nullable(),
  ssoSession: z.string().nullable(),
  accountId: z.string().nullable(),
  isDefault: z.boolean(),
  health: z.object({
    state: z.enum(['ready', 'sign-in-needed', 'broken']),
    sentence: z.string(),
    remedy: z.string(),
    expiresAt: z.string().nullable(),
  }),
});

/** The AWS profiles of this computer: `aws profiles|login`. */
export const awsProfiles = {
  /** Every profile, the sandbox's first; AWS is not asked. */
  profiles: task(nothing, z.array(profileSchema)),
  /** Signs a profile in, at most ten minutes long; cancelling it ends it and what it has started. */
  login: longTask(z.object({ profile: z.string().trim().min(1) }), signedInSchema, { events: signInEventSchema }),
};

export type SignInEvent = z.infer<typeof signInEventSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;
