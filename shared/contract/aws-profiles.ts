import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure, progressSchema } from './base.ts';

/** What a sign-in tells while it waits for the person at the browser. Nothing secret is in it. */
export const signInEventSchema = z.discriminatedUnion('type', [
  /** The page to sign in at. It opens by itself where there is a browser; the address works until the sign-in ends. */
  z.object({ type: z.literal('browser'), url: z.string() }),
  /** A line that the AWS CLI said. */
  z.object({ type: z.literal('said'), line: z.string() }),
]);

export const signedInSchema = z.object({
  /** The profile that was signed in; the source profile where the one asked for assumes a role with another's credentials. */
  profile: z.string(),
  /** By the AWS CLI, or by this program in the browser. */
  by: z.enum(['aws-cli', 'browser']),
  /** When it ends; ISO 8601 UTC, where that is known. */
  expiresAt: z.string().nullable(),
});

/** The AWS profiles of this computer: `aws login`. */
export const awsProfiles = {
  /** Signs a profile in, at most ten minutes long; cancelling it ends it and what it has started. */
  login: procedure
    .input(z.object({ profile: z.string().trim().min(1) }))
    .output(eventIterator(z.union([signInEventSchema, progressSchema]), signedInSchema)),
};

export type SignInEvent = z.infer<typeof signInEventSchema>;
export type SignedIn = z.infer<typeof signedInSchema>;
