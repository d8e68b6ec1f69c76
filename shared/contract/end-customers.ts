import { z } from 'zod';
import { namedSchema } from './accounts.ts';
import { accountIdSchema, edit, read, write } from './base.ts';

/** The MSP's customer, with a Spot organization of its own; known by Spot console e-mail and Spot Org ID. */
export const endCustomerSchema = z.object({
  id: z.int(),
  mpaId: accountIdSchema,
  name: z.string(),
  consoleEmail: z.string(),
  spotOrgId: z.string(),
  note: z.string(),
  /** What a person knows it by: the name, else the console e-mail, else the Spot Org ID. */
  label: z.string(),
});

/** An end customer with the subsets that are associated with it. */
export const endCustomerSummarySchema = endCustomerSchema.extend({ subsets: z.int(), accounts: z.int() });

const fields = z.object({
  name: z.string().max(500),
  consoleEmail: z.string().max(320),
  spotOrgId: z.string().max(200),
  note: z.string().max(2000),
});

export const addEndCustomerInput = fields.partial().extend({ mpaId: accountIdSchema });
export const setEndCustomerInput = fields.partial().extend({ id: z.int() });
export const removeEndCustomerInput = z.object({
  id: z.int(),
  /** Takes it off the subsets that have it; without it an end customer in use is refused. */
  force: z.boolean().default(false),
});

/** End customers: `customers list|show|add|set|remove`. */
export const endCustomers = {
  list: read(z.object({ mpaId: accountIdSchema }), z.array(endCustomerSummarySchema)),
  get: read(
    z.object({ id: z.int() }),
    endCustomerSchema.extend({ usedBy: z.array(namedSchema.extend({ accounts: z.int() })) }),
  ),
  add: write(addEndCustomerInput, endCustomerSchema),
  set: edit(setEndCustomerInput, endCustomerSchema),
  remove: write(removeEndCustomerInput, z.object({ endCustomer: endCustomerSchema, subsets: z.int() })),
};

export type EndCustomer = z.infer<typeof endCustomerSchema>;
export type EndCustomerSummary = z.infer<typeof endCustomerSummarySchema>;
export type AddEndCustomerInput = z.infer<typeof addEndCustomerInput>;
export type SetEndCustomerInput = z.infer<typeof setEndCustomerInput>;
