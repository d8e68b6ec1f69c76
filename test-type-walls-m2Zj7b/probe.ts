
    import type { OwnImplementations } from '../main/core/runtime/procedure.ts';
    import { awsSetupOwn } from '../main/core/enrolment/aws-setup/index.ts';
    import { ticketsOwn } from '../main/core/enrolment/tickets/index.ts';
    import { ledgerOwn } from '../main/core/history/index.ts';
    export const whole = { ...awsSetupOwn, ...ledgerOwn, ...ticketsOwn } satisfies OwnImplementations;
    // @ts-expect-error those of tickets are missing
    export const a = awsSetupOwn satisfies OwnImplementations;
    // @ts-expect-error a read stands for a job
    export const b = { ...whole, 'tickets.writeFiles': awsSetupOwn['aws.keptFile'] } satisfies OwnImplementations;