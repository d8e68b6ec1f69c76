/**
 * Moves the present of a Node process, for `npm run test:days`: `node --import=file:///…/moved-date.mjs?ms=86400000` lives a day later. By
 * NODE_OPTIONS it reaches the processes and threads that a test starts, too. The product knows nothing of it: its own code, the
 * AWS SDK and the tests all ask `Date`. The times of files and of answers move along, as code compares them with the present.
 */
import fs from 'node:fs';
import { ServerResponse } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const moved = Number(new URL(import.meta.url).searchParams.get('ms'));
if (!Number.isSafeInteger(moved)) throw new Error('moved-date.mjs needs ?ms= and whole milliseconds');

const realNow = Date.now.bind(Date);
const RealDate = Date;
const now = () => realNow() + moved;

// A proxy and no subclass: what Node itself makes (the times of a file, a clone) stays an instance of it.
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  apply: () => new RealDate(now()).toString(),
});
RealDate.now = now;
RealDate.prototype.constructor = globalThis.Date;

const later = (stats) => {
  if (!(stats instanceof fs.Stats)) return stats;
  for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) {
    stats[`${name}Ms`] += moved;
    stats[name] = new RealDate(stats[`${name}Ms`]);
  }
  return stats;
};
const earlier = (time) =>
  time instanceof RealDate ? new RealDate(time.getTime() - moved) : Number(time) - moved / 1000;

for (const name of ['statSync', 'lstatSync', 'fstatSync']) {
  const real = fs[name];
  fs[name] = Object.assign((...args) => later(real(...args)), real);
}
for (const name of ['stat', 'lstat', 'fstat']) {
  const real = fs[name];
  fs[name] = (...args) => {
    const done = args.pop();
    return real(...args, (error, stats) => done(error, later(stats)));
  };
}
for (const name of ['stat', 'lstat']) {
  const real = fs.promises[name];
  fs.promises[name] = async (...args) => later(await real(...args));
}
for (const name of ['utimesSync', 'futimesSync', 'lutimesSync']) {
  const real = fs[name];
  fs[name] = (file, accessed, modified) => real(file, earlier(accessed), earlier(modified));
}
const realUtimes = fs.promises.utimes;
fs.promises.utimes = (file, accessed, modified) => realUtimes(file, earlier(accessed), earlier(modified));

// Node dates an answer by a clock of its own; an AWS client that finds it far from the present asks again.
const { writeHead } = ServerResponse.prototype;
ServerResponse.prototype.writeHead = function dated(...args) {
  if (this.sendDate && !this.hasHeader('date')) this.setHeader('date', new RealDate(now()).toUTCString());
  return writeHead.apply(this, args);
};
syncBuiltinESMExports();
