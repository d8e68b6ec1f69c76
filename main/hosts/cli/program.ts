import { Command } from 'commander';
import { APP_VERSION } from '../setup/version.ts';
import type { Cli } from './cli.ts';
import { addAccountCommands } from './commands/accounts.ts';
import { addAwsCommands } from './commands/aws.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCostDataCommands } from './commands/cur.ts';
import { addCustomerCommands } from './commands/customers.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDiagnoseCommand } from './commands/diagnose.ts';
import { addExportCommand } from './commands/export.ts';
import { addHistoryCommands } from './commands/history.ts';
import { addImportCommand } from './commands/import.ts';
import { addLedgerCommands } from './commands/ledger.ts';
import { addMpaCommands } from './commands/mpa.ts';
import { addRuleCommands } from './commands/rules.ts';
import { addSandboxCommands } from './commands/sandbox.ts';
import { addSettingCommands } from './commands/settings.ts';
import { addServeCommand } from './commands/serve.ts';
import { addStepCommands } from './commands/steps.ts';
import { addSubsetCommands } from './commands/subsets.ts';
import { addTicketCommands } from './commands/ticket.ts';
import { addWorkflowCommands } from './commands/workflows.ts';
import { addCommonOptions, refuseContradictions } from './options.ts';
import type { CommonOptions } from './options.ts';

const ABOUT = `Enrols AWS payer accounts with Spot Eco: account lists in, the vendor's spreadsheets and tickets out.`;

const EXAMPLES = `
Examples:
  enroll mpa add 099999999999 --name 'Example MSP' --scenario enterprise --spot-org 606000000001
  enroll import accounts.xlsx          shows what would change; --yes applies it
  enroll check                         what the vendor would send back
  enroll export 3 --format xlsx --out sheets
  enroll demo --out demo               the whole job on made-up data

Exit codes: 0 done, 1 findings or invalid rows, 2 usage, 3 input that can't be read,
4 outside service failed, 5 ledger locked, damaged or too new.`;

/** The whole command line. Parsing is all that commander does: it neither prints errors nor ends the process. */
export function makeProgram(): { program: Command; addCommands: (cli: Cli) => void } {
  const program = addCommonOptions(new Command('enroll'))
    .description(ABOUT)
    .version(APP_VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', EXAMPLES);
  return {
    program,
    addCommands: (cli) => {
      addMpaCommands(program, cli);
      addImportCommand(program, cli);
      addAccountCommands(program, cli);
      addSubsetCommands(program, cli);
      addRuleCommands(program, cli);
      addWorkflowCommands(program, cli);
      addCustomerCommands(program, cli);
      addCheckCommand(program, cli);
      addExportCommand(program, cli);
      addTicketCommands(program, cli);
      addStepCommands(program, cli);
      addHistoryCommands(program, cli);
      addLedgerCommands(program, cli);
      addCostDataCommands(program, cli);
      addAwsCommands(program, cli);
      addSandboxCommands(program, cli);
      addSettingCommands(program, cli);
      addDiagnoseCommand(program, cli);
      addServeCommand(program, cli);
      addDemoCommand(program, cli);
      refuseContradictions(program);
    },
  };
}

/** The common options as they were given. */
export function commonOptions(program: Command): CommonOptions {
  return program.opts<CommonOptions>();
}
