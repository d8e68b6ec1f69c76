import { homedir } from 'node:os';

/*
 * A user of whom the system knows nothing, as in a container that was started with a number, has no home unless the environment says one.
 * Where programs look for it they would then end before they can say a word. So it has the home that Debian gives to those who have none:
 * whoever wants to write there is told that it is not there. To be imported before what asks for the home as it is loaded.
 */
try {
  homedir();
} catch {
  process.env['HOME'] = '/nonexistent';
}
