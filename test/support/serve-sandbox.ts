/** Runs the sandbox of the folder that is given, and prints its address, until it is killed. */
import { openSandbox } from '../../main/core/sandbox/sandbox.ts';

const [folder = ''] = process.argv.slice(2);
const { url } = await openSandbox({ folder });
console.log(url);
