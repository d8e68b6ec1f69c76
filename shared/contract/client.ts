import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from './index.ts';

/** The typed door to the core, whatever is between: every procedure of the contract, called by its caller. */
export type Client = ContractRouterClient<Contract>;
